-- Which formula leads to which statement, and back. A tag may stand on a page more than once, as a
-- formula in several readings does: then what is in the same row belongs together, else the first.

local tags = {}

local formulas, statements, mentions = {}, {}, {} -- What the page has, by tag.
local written = { formulas = {}, statements = {}, mentions = {} } -- How often it was shown.
local row = { formulas = {}, statements = {} } -- What the row has that is being written.

tags.quoted = '"(%u%d+\'*)"' -- .named("P4", …)
tags.mentioned = "%((%u%d+'*)%)" -- (P4)

local function each(text, pattern, set)
  for tag in text:gmatch(pattern) do set[tag] = true end
end

-- Notes what the page has, before anything is written.
function tags.note_formula(text) each(text, "\\tag%s*{([^}]*)}", formulas) end

-- The same for code.
function tags.note_code(text)
  each(text, tags.quoted, statements)
  each(text, tags.mentioned, mentions)
end

-- Begins a row, of which this is all TeX and all code; without them, ends it.
function tags.begin_row(tex, code)
  row = { formulas = {}, statements = {} }
  each(tex or "", "\\tag%s*{([^}]*)}", row.formulas)
  each(code or "", tags.quoted, row.statements)
end

local function numbered(name, number) return number > 1 and name .. "." .. number or name end

local function next_id(kind, name, tag)
  local number = (written[kind][tag] or 0) + 1
  written[kind][tag] = number
  return numbered(name, number)
end

-- The anchor of the formula that is being written, and of the statement.
function tags.formula_id(tag) return next_id("formulas", tag, tag) end
function tags.statement_id(tag) return next_id("statements", "code-" .. tag, tag) end

-- The anchor of a comment that mentions the tag, if it is what the formula leads to.
function tags.mention_id(tag)
  if statements[tag] or written.mentions[tag] then return nil end
  return next_id("mentions", "code-" .. tag, tag)
end

-- What a formula's tag leads to: a statement, a comment, or itself. In a row, formulas come first.
function tags.from_formula(tag, own)
  if row.statements[tag] then
    return numbered("code-" .. tag, (written.statements[tag] or 0) + 1)
  end
  return (statements[tag] or mentions[tag]) and "code-" .. tag or own
end

-- What a tag in code leads to, if the page has its formula.
function tags.from_code(tag)
  if row.formulas[tag] then return numbered(tag, written.formulas[tag]) end
  return formulas[tag] and tag or nil
end

return tags
