-- What pandoc does not know of our reports: who wrote a part, where a contents list stands, and which text is a caption.
-- Styles are named as in scripts/reference-docx. Works with pandoc 2.17 (Debian 12) and later.

local stringify = pandoc.utils.stringify

local function styled(blocks, style)
  return pandoc.Div(blocks, pandoc.Attr("", {}, { ["custom-style"] = style }))
end

local function has(element, class)
  return element.classes:includes(class)
end

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"))
end

local function raw(xml)
  return pandoc.RawBlock("openxml", xml)
end

-- A field that Word renews; other programs show what stands in it: the headings as links.
local function contents(div)
  local lines = {}
  local title = ""
  local function entry(item, level)
    for _, block in ipairs(item) do
      if block.t == "BulletList" or block.t == "OrderedList" then
        for _, inner in ipairs(block.content) do entry(inner, level + 1) end
      elseif block.t == "Plain" or block.t == "Para" then
        pandoc.walk_block(block, { Link = function(link)
          lines[#lines + 1] = { level = level, text = stringify(link.content), target = link.target:gsub("^#", "") }
        end })
      end
    end
  end
  for _, block in ipairs(div.content) do
    if block.t == "Header" then title = stringify(block.content) end
    if block.t == "OrderedList" then
      for _, item in ipairs(block.content) do entry(item, 1) end
    end
  end
  local xml = { '<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>' .. escaped(title) .. "</w:t></w:r></w:p>" }
  for index, line in ipairs(lines) do
    local start = index == 1 and
      '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText xml:space="preserve">TOC \\o "1-2" \\h \\z \\u</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
      or ""
    local stop = index == #lines and '<w:r><w:fldChar w:fldCharType="end"/></w:r>' or ""
    xml[#xml + 1] = '<w:p><w:pPr><w:pStyle w:val="TOC' .. line.level .. '"/></w:pPr>' .. start ..
      '<w:hyperlink w:anchor="' .. escaped(line.target) .. '"><w:r><w:t xml:space="preserve">' .. escaped(line.text) ..
      "</w:t></w:r></w:hyperlink>" .. stop .. "</w:p>"
  end
  xml[#xml + 1] = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
  return raw(table.concat(xml))
end

local cover = {}

-- The title page is made of the document's own title, subtitle and date.
local function titled(div)
  for _, block in ipairs(div.content) do
    if block.t == "Para" or block.t == "Plain" then cover[#cover + 1] = block.content end
  end
  return {}
end

local function page_break()
  return raw('<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
end

local first_chapter = true

-- Every row of a table stays whole; columns share the width by what stands in them.
local function fitted(tab)
  local simple = pandoc.utils.to_simple_table(tab)
  local count = #simple.aligns
  local widths, sum = {}, 0
  for column = 1, count do
    local longest, total = 4, 0
    local rows = { simple.headers }
    for _, row in ipairs(simple.rows) do rows[#rows + 1] = row end
    for _, row in ipairs(rows) do
      local length = #stringify(row[column] or {})
      longest = math.max(longest, math.min(length, 60))
      total = total + length
    end
    widths[column] = 6 + math.sqrt(longest * (total / #rows + longest) / 2)
    sum = sum + widths[column]
  end
  for column = 1, count do simple.widths[column] = widths[column] / sum end
  return pandoc.utils.from_simple_table(simple)
end

local function div(element)
  if has(element, "contents") then return contents(element) end
  if has(element, "cover") then return titled(element) end
  if has(element, "caption") then return styled(element.content, "Image Caption") end
  if has(element, "picture") then return styled(element.content, "Captioned Figure") end
  if has(element, "origin") then return styled(element.content, "Origin") end
  if has(element, "facts") then return styled(element.content, "Facts") end
  if has(element, "note") then return styled(element.content, "Facts") end
  return nil
end

local function span(element)
  if has(element, "tongue") then
    element.attributes["custom-style"] = "Language Mark"
    return element
  end
end

-- An address of the page itself stays one; one of the house without a house is only words.
local function link(element)
  if element.target == "" then return element.content end
end

function Pandoc(document)
  document = document:walk { Div = div, Span = span, Link = link, Table = fitted }
  if #cover > 0 then
    document.meta.subtitle = pandoc.MetaInlines(cover[1])
    local lines = {}
    for index = 2, #cover do
      if index > 2 then lines[#lines + 1] = pandoc.LineBreak() end
      for _, inline in ipairs(cover[index]) do lines[#lines + 1] = inline end
    end
    document.meta.date = pandoc.MetaInlines(lines)
  end
  return document
end
