-- MathML from TeX: what pandoc writes, as a tree, put right where browsers would show it wrongly.

local mathml = {}
mathml.options = pandoc.WriterOptions({ html_math_method = "mathml" })

-- Elements as { name, attributes, children… }; text as it is.
local function parsed(html)
  local stack = { { "", "" } }
  for text, slash, name, attributes in html:gmatch("([^<]*)<(/?)(%a+)([^>]*)>") do
    local parent = stack[#stack]
    if text ~= "" then parent[#parent + 1] = text end
    if slash == "/" then
      stack[#stack] = nil
    else
      local element = { name, attributes }
      parent[#parent + 1] = element
      stack[#stack + 1] = element
    end
  end
  return stack[1][3]
end

-- The tree as text again.
function mathml.written(element)
  if type(element) == "string" then return element end
  local parts = { "<" .. element[1] .. element[2] .. ">" }
  for i = 3, #element do parts[#parts + 1] = mathml.written(element[i]) end
  return table.concat(parts) .. "</" .. element[1] .. ">"
end

-- Calls `visit` with every element, from the leaves up, and puts what it returns in its place.
function mathml.walked(element, visit)
  if type(element) == "string" then return element end
  for i = 3, #element do element[i] = mathml.walked(element[i], visit) end
  return visit(element) or element
end

local scripted = { msub = true, msup = true, msubsup = true, munder = true, munderover = true }

-- TeX sets t−1 without spaces where it is an index; MathML leaves that to the author.
local function tight(element)
  if not scripted[element[1]] then return end
  for i = 4, #element do
    mathml.walked(element[i], function(inner)
      if inner[1] == "mo" and not inner[2]:find("lspace") then
        inner[2] = inner[2] .. ' lspace="0" rspace="0"'
      end
    end)
  end
end

local function is_operator(element, texts)
  return type(element) == "table" and element[1] == "mo" and (not texts or texts[element[3]])
end

local opens = { ["("] = true, ["["] = true, ["{"] = true, ["|"] = true }
local closes = { [")"] = true, ["]"] = true, ["}"] = true, ["|"] = true }
local signs = { ["−"] = true, ["+"] = true, ["-"] = true }

-- TeX knows a sign from a difference, and a function's name from an operator between two things.
local function spaced(element)
  for i = 3, #element do
    local child, before, after = element[i], element[i - 1], element[i + 1]
    local begins = i == 3 or is_operator(before) and not is_operator(before, closes)
    if is_operator(child, signs) and begins and not child[2]:find("lspace") then
      child[2] = child[2] .. ' form="prefix" lspace="0" rspace="0"'
    elseif is_operator(child) and child[3]:find("^%a%a+$") then
      if type(after) == "table" and after[1] == "mrow" then after = after[3] end
      child[2] = (' lspace="%s" rspace="%s"'):format(
        begins and "0" or "0.167em", is_operator(after, opens) and "0" or "0.167em")
    end
  end
end

-- A combining accent alone stands beside its letter: the spacing one stands above it.
local accents = {
  ["̃"] = "˜", ["̂"] = "ˆ", ["̄"] = "¯", ["‾"] = "¯", ["̇"] = "˙", ["̈"] = "¨",
}

local function accented(element)
  if element[1] == "mo" and accents[element[3]] then
    element[2], element[3] = ' stretchy="false"', accents[element[3]]
  end
end

-- Only \left, \right and what stands beside a table may grow; pandoc 2 lets all fences.
local function fenced(tex)
  local may_grow = tex:find("\\left%A") or tex:find("cases}") or tex:find("matrix}")
  if may_grow then return function() end end
  return function(element)
    if element[1] == "mo" and element[2]:find("form=") then
      element[2] = element[2]:gsub('stretchy="true"', 'stretchy="false"')
    end
  end
end

-- A prime is what TeX says that it is, an exponent; pandoc 2 puts it after the index.
local function primed(tex)
  return (tex:gsub("([%w}])('+)", function(before, primes)
    return before .. "^{" .. (({ "′", "″", "‴" })[#primes] or primes) .. "}"
  end))
end

-- The <math> element of a formula.
function mathml.from(tex, display)
  local math = pandoc.Math(display and "DisplayMath" or "InlineMath", primed(tex))
  local doc = pandoc.Pandoc({ pandoc.Plain({ math }) })
  local found = pandoc.write(doc, "html5", mathml.options):match("<math.*</math>")
  if not found then error("a formula that pandoc cannot read: " .. tex) end
  -- Its copy in TeX is not shown, and a search in the page would find it.
  found = found:gsub("<annotation.-</annotation>", ""):gsub("</?semantics>", "")
  local element, repairs = parsed(found), { spaced, tight, accented, fenced(tex) }
  for _, repair in ipairs(repairs) do mathml.walked(element, repair) end
  return element
end

return mathml
