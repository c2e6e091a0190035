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
local function titled(div, title)
  for _, block in ipairs(div.content) do
    if (block.t == "Para" or block.t == "Plain") and stringify(block) ~= title then
      cover[#cover + 1] = block.content
    end
  end
  return {}
end

-- A drawing becomes a picture that every word processor shows; without the converter its words stand in its place.
local pictures = 0

local function pictured(image)
  local kind, svg = pandoc.mediabag.fetch(image.src)
  if not kind or not kind:find("svg") then return nil end
  local done, png = pcall(pandoc.pipe, "rsvg-convert", { "--format", "png", "--zoom", "2.5" }, svg)
  if not done then return pandoc.Emph(image.caption) end
  pictures = pictures + 1
  image.src = "picture-" .. pictures .. ".png"
  pandoc.mediabag.insert(image.src, "image/png", png)
  local width = tonumber(image.attributes.width) or 720
  local height = tonumber(image.attributes.height) or 360
  -- A map that is nearly square needs less than the width of the page.
  local wide = width / height < 1.6 and 118 or 164
  image.attributes.width = wide .. "mm"
  image.attributes.height = string.format("%.1fmm", wide * height / width)
  return image
end

-- Facts as lines: what, a tab, how much.
local function lined(list)
  local lines = {}
  for _, item in ipairs(list.content) do
    local value = {}
    for _, blocks in ipairs(item[2]) do
      for _, block in ipairs(blocks) do
        for _, inline in ipairs(block.content or {}) do value[#value + 1] = inline end
      end
    end
    local line = { pandoc.Str(stringify(item[1])), pandoc.RawInline("openxml", "<w:r><w:tab/></w:r>") }
    for _, inline in ipairs(value) do line[#line + 1] = inline end
    lines[#lines + 1] = styled({ pandoc.Para(line) }, "Fact Line")
  end
  return lines
end

local function in_cell(blocks, bold)
  local paragraphs = {}
  for _, block in ipairs(blocks) do
    if block.t == "Div" and #block.content > 0 then block = block.content[1] end
    if block.t == "Plain" or block.t == "Para" then
      block = pandoc.Para(bold and { pandoc.Strong(block.content) } or block.content)
    end
    paragraphs[#paragraphs + 1] = block
  end
  if #paragraphs == 0 then return {} end
  return { styled(paragraphs, "Table Text") }
end

-- Every row of a table stays whole; columns share the width by what stands in them.
local function fitted(tab)
  local simple = pandoc.utils.to_simple_table(tab)
  local count = #simple.aligns
  local widths, floors, sum, floor = {}, {}, 0, 0
  for column = 1, count do
    local longest, total, word = 4, 0, 4
    local rows = { simple.headers }
    for _, row in ipairs(simple.rows) do rows[#rows + 1] = row end
    for _, row in ipairs(rows) do
      local text = stringify(row[column] or {})
      local length = utf8.len(text) or #text
      for one in text:gmatch("%S+") do word = math.max(word, utf8.len(one) or #one) end
      longest = math.max(longest, math.min(length, 60))
      total = total + length
    end
    widths[column] = 6 + math.sqrt(longest * (total / #rows + longest) / 2)
    -- A line holds some 88 letters of a table: no column is narrower than its longest word.
    floors[column] = (word + 3) / 88
    sum, floor = sum + widths[column], floor + floors[column]
  end
  for column = 1, count do
    simple.widths[column] = floor < 1 and floors[column] + (1 - floor) * widths[column] / sum or floors[column] / floor
    simple.headers[column] = in_cell(simple.headers[column], true)
  end
  local heads = tab.bodies and tab.bodies[1] and tab.bodies[1].row_head_columns or 0
  for _, row in ipairs(simple.rows) do
    for column = 1, count do row[column] = in_cell(row[column], column <= heads) end
  end
  return pandoc.utils.from_simple_table(simple)
end

local function div(element)
  if has(element, "contents") then return contents(element) end
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
  local title = stringify(document.meta.title or "")
  local function div_of(element)
    if has(element, "cover") then return titled(element, title) end
    return div(element)
  end
  document = document:walk {
    Div = div_of, Span = span, Link = link, Image = pictured, DefinitionList = lined, Table = fitted,
  }
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
