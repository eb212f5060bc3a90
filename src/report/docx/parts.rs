//! The parts of the document beside its body.

use crate::diagnostic::Language;
use crate::report::escape::xml;
use crate::report::results::Results;

pub(super) const CONTENT_TYPES: &str = include_str!("content-types.xml");
pub(super) const RELATIONS: &str = include_str!("relations.xml");
pub(super) const DOCUMENT_RELATIONS: &str = include_str!("document-relations.xml");

const STYLES: &str = include_str!("styles.xml");

const WORDS: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// What the document says about itself; its date is the day of the check, so that no clock is in it.
pub(super) fn properties(results: &Results, language: Language) -> String {
    let day = results.as_of.as_deref().unwrap_or("2000-01-01");
    format!(
        "{START}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:creator>{} {}</dc:creator>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{}T00:00:00Z</dcterms:created></cp:coreProperties>\n",
        xml(language.of(super::TITLE)),
        xml(&results.tool.name),
        xml(&results.tool.version),
        xml(day),
    )
}

/// The styles, in the language of the text.
pub(super) fn styles(language: Language) -> String {
    STYLES.replace("LANGUAGE", language.of(["en-GB", "zh-CN"]))
}

/// One list for each that the body has, so that each begins anew.
pub(super) fn numbering(lists: usize) -> String {
    let one = |number: usize| {
        format!(
            "<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">\
             <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
        )
    };
    let lists: String = (1..=lists).map(one).collect();
    format!(
        "{START}<w:numbering xmlns:w=\"{WORDS}\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType \
         w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText \
         w:val=\"%1.\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"500\" w:hanging=\"360\"/></w:pPr></w:lvl>\
         </w:abstractNum>{lists}</w:numbering>\n"
    )
}

/// The number of the page.
pub(super) fn footer(language: Language) -> String {
    let field = |code: &str| format!("<w:fldSimple w:instr=\"{code}\"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let [before, between, after] = language.of([["", " of ", ""], ["第 ", " 页，共 ", " 页"]]);
    let text = |text: &str| format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
    format!(
        "{START}<w:ftr xmlns:w=\"{WORDS}\"><w:p><w:pPr><w:pStyle w:val=\"Note\"/><w:jc w:val=\"right\"/></w:pPr>{}{}{}{}{}\
         </w:p></w:ftr>\n",
        text(before),
        field("PAGE"),
        text(between),
        field("NUMPAGES"),
        text(after),
    )
}
