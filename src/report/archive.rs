//! Several files in one, as ZIP, the same bytes at every run: no clock is in it.

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime, result::ZipResult};

/// Packs files by name, in their order.
pub(super) fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    // Writing to memory cannot fail, and no file here is so large that the form has no room for it.
    written(files).unwrap_or_default()
}

fn written(files: &[(String, Vec<u8>)]) -> ZipResult<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
