//! The body of the document, paragraph by paragraph. Every text goes through one place that escapes it.

use std::fmt::Write;

use crate::report::escape::xml;

/// What is written so far.
pub(super) struct Body {
    xml: String,
    lists: usize,
}

/// A cell of a table.
pub(super) struct Cell {
    text: String,
}

impl Cell {
    pub(super) fn text(text: &str) -> Self {
        Self { text: text.to_owned() }
    }
}

impl Body {
    pub(super) fn new() -> Self {
        Self { xml: START.to_owned(), lists: 0 }
    }

    /// How many numbered lists there are.
    pub(super) fn lists(&self) -> usize {
        self.lists
    }

    /// A paragraph in a style.
    pub(super) fn styled(&mut self, style: &str, text: &str) {
        self.xml += &paragraph(&format!("<w:pStyle w:val=\"{style}\"/>"), &run("", text));
    }

    /// A paragraph that begins with a word in bold.
    pub(super) fn led(&mut self, word: &str, text: &str) {
        let runs = run("<w:b/>", &format!("{word} ")) + &run("", text);
        let stays = if text.is_empty() { "<w:keepNext/>" } else { "" };
        self.xml += &paragraph(stays, &runs);
    }

    /// A list, numbered from one on.
    pub(super) fn numbered(&mut self, lines: &[String]) {
        self.lists += 1;
        let list = format!("<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"{}\"/></w:numPr>", self.lists);
        self.xml
            .extend(lines.iter().map(|line| paragraph(&format!("<w:pStyle w:val=\"Step\"/>{list}"), &run("", line))));
    }

    /// A table with columns of these widths, in twentieths of a point. Its titles stand on each page anew.
    pub(super) fn table(&mut self, widths: &[u32], titles: &[String], rows: Vec<Vec<Cell>>) {
        self.xml += "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"0\" w:type=\"auto\"/>\
                     <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
        self.xml.extend(widths.iter().map(|width| format!("<w:gridCol w:w=\"{width}\"/>")));
        self.xml += "</w:tblGrid>";
        if !titles.is_empty() {
            let cells: Vec<String> = titles.iter().map(|title| run("<w:b/>", title)).collect();
            self.row("<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>", widths, &cells);
        }
        for row in rows {
            let cells: Vec<String> = row.iter().map(|cell| run("", &cell.text)).collect();
            self.row("<w:trPr><w:cantSplit/></w:trPr>", widths, &cells);
        }
        self.xml += "</w:tbl>";
        self.xml += &paragraph("", "");
    }

    fn row(&mut self, properties: &str, widths: &[u32], cells: &[String]) {
        self.xml += &format!("<w:tr>{properties}");
        for (cell, width) in cells.iter().zip(widths) {
            let paragraph = paragraph("<w:pStyle w:val=\"Cell\"/>", cell);
            // Writing to a string cannot fail.
            let _ =
                write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>{paragraph}</w:tc>");
        }
        self.xml += "</w:tr>";
    }

    /// Room for a comment: a frame with nothing in it but what it is for.
    pub(super) fn room(&mut self, word: &str) {
        self.table(&[9_600], &[], vec![vec![Cell::text(&format!("{word}\n\n"))]]);
    }

    /// The whole part.
    pub(super) fn finished(&self) -> String {
        format!("{}{END}", self.xml)
    }
}

fn paragraph(properties: &str, runs: &str) -> String {
    let properties = if properties.is_empty() { String::new() } else { format!("<w:pPr>{properties}</w:pPr>") };
    format!("<w:p>{properties}{runs}</w:p>")
}

/// A text in one manner; its lines stand below each other.
fn run(properties: &str, text: &str) -> String {
    let lines: Vec<String> =
        text.split('\n').map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", xml(line))).collect();
    let properties = if properties.is_empty() { String::new() } else { format!("<w:rPr>{properties}</w:rPr>") };
    format!("<w:r>{properties}{}</w:r>", lines.join("<w:br/>"))
}

const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document \
    xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>";

/// A4, with the number of each page at its foot.
const END: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
    <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" w:footer=\"567\" \
    w:gutter=\"0\"/></w:sectPr></w:body></w:document>\n";
