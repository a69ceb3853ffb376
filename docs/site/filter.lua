-- What the pages need beyond pandoc: formulas that keep their tags (pandoc drops \tag), excerpts
-- that name their source, both side by side with the figure that belongs to them, tables that
-- scroll inside themselves and whose headers have a scope.

local here = PANDOC_SCRIPT_FILE:gsub("[^/]*$", "")
local formulas = dofile(here .. "formulas.lua")
local code = dofile(here .. "code.lua")
local tags = dofile(here .. "tags.lua")
formulas.use(tags)
code.use(tags)

local function raw(html) return pandoc.RawBlock("html", html) end

local function div(class, blocks)
  return pandoc.Div(blocks, pandoc.Attr("", { class }))
end

-- A fence's info string, whose words the builder has joined.
local function words(block)
  local found = {}
  for word in (block.classes[1] or ""):gmatch("[^|]+") do found[#found + 1] = word end
  return found
end

local function is_picture(block)
  return block.t == "Para" and #block.content == 1 and block.content[1].t == "Image"
end

-- What a block is when it stands beside others.
local function kind(block)
  if block.t == "CodeBlock" then
    local info = words(block)
    if info[1] == "math" then return "formula" end
    if info[2] and info[2] ~= "listing" then return "excerpt" end
  end
  return is_picture(block) and "picture" or nil
end

local function picture(block)
  local image = block.content[1]
  local blocks = { pandoc.Plain({ image }) }
  if image.title ~= "" then
    local caption = pandoc.utils.stringify(pandoc.Str(image.title))
    blocks[2] = raw("<figcaption>" .. code.escaped(caption) .. "</figcaption>")
    image.title = ""
  end
  table.insert(blocks, 1, raw('<figure class="picture">'))
  blocks[#blocks + 1] = raw("</figure>")
  return div("picture", blocks)
end

local function converted(block)
  if block.t == "CodeBlock" then
    local info = words(block)
    if info[1] == "math" then return raw(formulas.block(block.text)) end
    return raw(code.block(block.text, info))
  end
  return block
end

-- A table as HTML, in a box in which it can scroll.
local function boxed(tbl)
  local html = pandoc.write(pandoc.Pandoc({ tbl }), "html5", formulas.options)
  html = html:gsub("<th([^>]*)></th>", "<td%1></td>"):gsub("<th([ >])", '<th scope="col"%1')
  return raw('<div class="table" role="group" aria-label="Table" tabindex="0">' .. html .. "</div>")
end

local function text_of(blocks, from, to)
  local found = {}
  for i = from, to do found[#found + 1] = blocks[i].text or "" end
  return table.concat(found, "\n")
end

-- Formulas, and right after them the excerpts and pictures that belong to them: one row.
local function rows(blocks)
  local result, i = {}, 1
  while i <= #blocks do
    local columns, counts, last = { {}, {}, {} }, { formula = 1, excerpt = 2, picture = 3 }, i
    while blocks[last] and kind(blocks[last]) == "formula" do last = last + 1 end
    local first = last
    if last > i then
      while blocks[last] and counts[kind(blocks[last])] and kind(blocks[last]) ~= "formula" do
        last = last + 1
      end
    end
    if last > first then
      tags.begin_row(text_of(blocks, i, first - 1), text_of(blocks, first, last - 1))
      for j = i, last - 1 do
        local column = columns[counts[kind(blocks[j])]]
        column[#column + 1] = is_picture(blocks[j]) and picture(blocks[j]) or converted(blocks[j])
      end
      local row = {}
      for _, column in ipairs(columns) do
        if #column > 0 then row[#row + 1] = div("column", column) end
      end
      result[#result + 1] = pandoc.Div(row, pandoc.Attr("", { "row", "of-" .. #row }))
      tags.begin_row()
      i = last
    else
      local block = blocks[i]
      result[#result + 1] = is_picture(block) and picture(block) or converted(block)
      i = i + 1
    end
  end
  return result
end

-- The first heading is the page's title, which the template shows.
local function take_title(doc)
  for i, block in ipairs(doc.blocks) do
    if block.t == "Header" and block.level == 1 then
      doc.meta.title = pandoc.MetaInlines(block.content)
      doc.meta.titleid = block.identifier
      table.remove(doc.blocks, i)
      return
    end
  end
end

-- Code in a line of text. A short piece, such as an option, is not broken at its hyphens. (As HTML:
-- pandoc would load all its highlighters, which takes longer than all else.)
local function inline_code(inline)
  local class = #inline.text <= 24 and ' class="short"' or ""
  return pandoc.RawInline("html", "<code" .. class .. ">" .. code.escaped(inline.text) .. "</code>")
end

-- A page's last line may lead to the pages before and after it, for those who read it as Markdown;
-- the site has its own.
local function drop_last_line(doc)
  local last = doc.blocks[#doc.blocks]
  local text = last and last.t == "Para" and pandoc.utils.stringify(last) or ""
  if text:find("^← ") or text:find(" →$") then table.remove(doc.blocks) end
end

-- The comments that tie a page's numbers to the tests: they begin without a space.
local function is_key(raw) return raw.format == "html" and raw.text:find("^<!%-%-[^ ]") ~= nil end
local function drop_key(raw) if is_key(raw) then return {} end end

function Pandoc(doc)
  local page = pandoc.utils.stringify(doc.meta.page)
  local root = pandoc.utils.stringify(doc.meta.root)
  formulas.read_notation(root, page)
  code.root = root
  doc = doc:walk({ RawInline = drop_key, RawBlock = drop_key })
  take_title(doc)
  drop_last_line(doc)
  -- What is linked to must be known before the first link is written.
  doc:walk({
    CodeBlock = function(block)
      local note = words(block)[1] == "math" and tags.note_formula or tags.note_code
      note(block.text)
    end,
  })
  doc = doc:walk({ Math = formulas.inline, Code = inline_code })
  doc = doc:walk({ Table = boxed })
  doc = doc:walk({ Blocks = rows })
  return doc
end
