-- Blocks of code: comments and prompts set apart, equations' tags as links, sources as captions.

local code = { root = "." }
local tags -- Set by the filter.
function code.use(shared) tags = shared end

local comment_marks = {
  swift = "//", c = "//", cpp = "//", rust = "//", javascript = "//",
  python = "#", sh = "#", make = "#", yaml = "#", lua = "--",
}

function code.escaped(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"))
end

local function link(tag, id)
  local target = tags.from_code(tag)
  if not target then return tag end
  local anchor = id and ' id="' .. id .. '"' or ""
  return "<a" .. anchor .. ' href="#' .. target .. '">' .. tag .. "</a>"
end

local function linked(html)
  html = html:gsub(tags.quoted, function(tag)
    return '"' .. link(tag, tags.statement_id(tag)) .. '"'
  end)
  return (html:gsub(tags.mentioned, function(tag)
    return "(" .. link(tag, tags.mention_id(tag)) .. ")"
  end))
end

-- Where a comment begins in a line: at the mark, if no string is open there.
local function comment_start(line, mark)
  local open, i = nil, 1
  while i <= #line do
    local c = line:sub(i, i)
    if open then
      if c == "\\" then i = i + 1 elseif c == open then open = nil end
    elseif line:sub(i, i + #mark - 1) == mark then
      return i
    elseif c == '"' or (c == "'" and mark == "#") then
      open = c
    end
    i = i + 1
  end
end

local function line_is_comment(language, line)
  local mark = comment_marks[language]
  return mark ~= nil and line:match("^%s*(.-)%s*$"):sub(1, #mark) == mark
end

local function line_of(language, line)
  if language == "console" then
    if line:sub(1, 2) == "$ " then
      return '<b><span class="prompt">$ </span>' .. code.escaped(line:sub(3)) .. "</b>"
    end
    return '<span class="output">' .. code.escaped(line) .. "</span>"
  end
  local changed = language == "diff" and ({ ["-"] = "removed", ["+"] = "added" })[line:sub(1, 1)]
  if changed then
    return '<span class="' .. changed .. '">' .. linked(code.escaped(line)) .. "</span>"
  end
  local mark = comment_marks[language]
  local start = mark and comment_start(line, mark)
  if not start then return linked(code.escaped(line)) end
  return linked(code.escaped(line:sub(1, start - 1))) .. '<span class="comment">'
    .. linked(code.escaped(line:sub(start))) .. "</span>"
end

local function lines(text)
  local found = {}
  for line in (text .. "\n"):gmatch("(.-)\n") do found[#found + 1] = line end
  return found
end

-- Without the indentation that all lines share.
local function dedented(found)
  local least = math.huge
  for _, line in ipairs(found) do
    if line:find("%S") then least = math.min(least, #line:match("^ *")) end
  end
  for i, line in ipairs(found) do found[i] = line:sub(least + 1) end
  return found
end

local function bare(line) return line:match("^%s*(.-)%s*$") end

-- The number of the line of its source with which an excerpt begins: of all that are equal to the
-- excerpt's first, the one after which the most lines agree.
local function place(excerpt, path)
  local file = io.open(code.root .. "/" .. path)
  if not file then error("an excerpt of " .. path .. ", which is not there") end
  local source = lines(file:read("a"))
  file:close()
  local best, most = nil, 0
  for i = 1, #source do
    local same = 0
    while same < #excerpt and bare(excerpt[same + 1]) == bare(source[i + same] or "") do
      same = same + 1
    end
    if same > most then best, most = i, same end
  end
  if not best then error("an excerpt that is not in " .. path .. ": " .. excerpt[1]) end
  return best
end

local function source_link(path, line)
  local anchor = line and "#L" .. line or ""
  return '<a href="/' .. path .. anchor .. '">' .. path .. "</a>"
end

-- Where the code is from: of a difference both files, of an excerpt the line and, if named, part.
local function caption_of(found, info)
  local text
  if info[1] == "diff" then
    text = source_link(info[2]) .. " and " .. source_link(info[3])
  else
    local part = info[3] and " " .. info[3]:gsub("^#", ""):gsub("-", "–") or ""
    text = source_link(info[2], place(found, info[2])) .. code.escaped(part)
  end
  return "<figcaption>" .. text .. "</figcaption>"
end

-- A block of code. `info` is the words of its fence: the language, a path, a part of that file.
function code.block(text, info)
  local language, listing = info[1] or "text", info[2] == "listing"
  local found = lines(text)
  if not listing and language ~= "diff" then found = dedented(found) end
  local caption = not listing and info[2] and caption_of(found, info)
  local comments = true
  for i, line in ipairs(found) do
    comments = comments and line_is_comment(language, line)
    local attributes = listing and ' id="L' .. i .. '"'
      or ' style="--indent: ' .. #line:match("^ *") .. '"'
    found[i] = '<span class="line"' .. attributes .. ">" .. line_of(language, line) .. "\n</span>"
  end
  local class = language .. (comments and " comments" or "")
  local pre = '<pre class="' .. class .. '" tabindex="0"><code>' .. table.concat(found)
    .. "</code></pre>"
  if not caption then return '<div class="code">' .. pre .. "</div>" end
  return '<figure class="code">' .. caption .. pre .. "</figure>"
end

return code
