//! What results look like, for whoever reads them with a program: made from the types, so that it says what they are.

use schemars::generate::SchemaSettings;
use serde_json::json;

use super::{Results, VERSION};
use crate::report::pages::REPOSITORY;

/// The JSON Schema of results.
pub fn schema() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<Results>();
    schema.insert("$id".to_owned(), json!(format!("{REPOSITORY}/blob/main/schemas/results.json")));
    schema.insert("title".to_owned(), json!(format!("Results of candor, version {VERSION}")));
    format!("{:#}\n", schema.as_value())
}
