-- Formulas: MathML with the tag that pandoc drops, and with the meaning of each symbol.

local mathml = dofile((PANDOC_SCRIPT_FILE:gsub("[^/]*$", "")) .. "mathml.lua")
local formulas = { options = mathml.options }
local tags -- Set by the filter.
function formulas.use(shared) tags = shared end

local meanings = {} -- What a symbol means, by its MathML.
local notation = "docs/notation.md"

local function text(plain)
  return (plain:gsub("&", "&amp;"):gsub('"', "&quot;"):gsub("<", "&lt;"))
end

-- GitHub's $`…`$ is $…$.
local function bare(tex) return (tex:gsub("^`(.*)`$", "%1")) end

-- The MathML of a symbol, without <math> and without rows of one.
local function symbol(tex)
  local element = mathml.from(bare(tex), false)
  while (element[1] == "math" or element[1] == "mrow") and #element == 3 do element = element[3] end
  return mathml.written(element)
end

-- The rows of the first table that begins with "symbol" and "meaning".
local function symbol_rows(doc)
  local found
  doc:walk({
    Table = function(tbl)
      local candidate = pandoc.utils.to_simple_table(tbl)
      local function header(i)
        return pandoc.utils.stringify(candidate.headers[i] or {}):lower()
      end
      if not found and header(1) == "symbol" and header(2) == "meaning" then
        found = candidate.rows
      end
    end,
  })
  return found
end

-- Reads the meanings of symbols from the page that explains them, for all pages but that one.
function formulas.read_notation(root, page)
  local file = page ~= notation and io.open(root .. "/" .. notation)
  if not file then return end
  local rows = symbol_rows(pandoc.read(file:read("a"), "gfm+tex_math_dollars"))
  file:close()
  if not rows then error(notation .. " has no table of symbols and meanings") end
  for _, row in ipairs(rows) do
    local meaning = pandoc.utils.stringify(row[2])
    pandoc.Pandoc(row[1]):walk({
      Math = function(math)
        local key = symbol(math.text)
        meanings[key] = meanings[key] or meaning
      end,
    })
  end
end

-- Puts each symbol's meaning under the pointer: a title that lies over the symbol, which itself
-- stays as it is, and with it the formula. Returns the meanings too, each with its symbol, once.
local function explained(element)
  local found, seen = {}, {}
  -- From the outside: v_t′ may have a meaning of its own.
  local function visit(inner)
    if type(inner) == "string" then return inner end
    local key = mathml.written(inner)
    local meaning = meanings[key]
    if meaning then
      if not seen[key] then found[#found + 1] = "<math>" .. key .. "</math> " .. text(meaning) end
      seen[key] = true
      local title = '<abbr title="' .. text(meaning) .. '"></abbr>'
      return { "mrow", ' class="symbol"', inner, { "mtext", "", title } }
    end
    for i = 3, #inner do inner[i] = visit(inner[i]) end
    return inner
  end
  return mathml.written(visit(element)), found
end

-- One equation, its tag at the right, which leads to the code. When the equation has the focus, by
-- keyboard or touch, it shows the meanings of its symbols below.
local function equation(tex)
  local tag = tex:match("\\tag%s*{([^}]*)}")
  local rest = tex:gsub("%s*\\tag%s*{[^}]*}", "")
  local math, found = explained(mathml.from(rest, true))
  local id = tag and tags.formula_id(tag)
  local html = '<div class="equation"' .. (id and ' id="' .. text(id) .. '"' or "")
    .. '><div class="formula" tabindex="0">' .. math .. "</div>"
  if #found > 0 then
    html = html .. '<p class="meanings">' .. table.concat(found, "<br>") .. "</p>"
  end
  if tag then
    local target = text(tags.from_formula(tag, id))
    html = html .. '<a class="tag" href="#' .. target .. '">(' .. text(tag) .. ")</a>"
  end
  return html .. "</div>"
end

-- What a fence holds: a formula, or several with a tag each, a line for each.
function formulas.block(tex)
  local _, count = tex:gsub("\\tag", "")
  if count < 2 then return equation(tex) end
  local html = {}
  for line in tex:gmatch("[^\n]+") do html[#html + 1] = equation((line:gsub("\\\\%s*$", ""))) end
  return table.concat(html, "\n")
end

-- A formula in a line of text, or pandoc's $$…$$.
function formulas.inline(math)
  local display = math.mathtype == "DisplayMath"
  local html = explained(mathml.from(bare(math.text), display))
  return pandoc.RawInline("html", html)
end

return formulas
