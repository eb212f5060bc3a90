//! Writes a generated workspace to a folder: `cargo bench --bench workspace -- FOLDER [FLOWS] [FILES]`.

mod generate;

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs, io};

use generate::Size;

fn main() -> ExitCode {
    // Cargo passes `--bench`; what is left are the words that somebody typed.
    let words: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let number = |place: usize, default: usize| words.get(place).map_or(Some(default), |word| word.parse().ok());
    let (Some(folder), Some(flows), Some(files)) = (words.first(), number(1, 1_000), number(2, 50)) else {
        println!("FOLDER [FLOWS] [FILES]: nothing was asked for, so nothing is written");
        return ExitCode::SUCCESS;
    };
    match write(Path::new(folder), Size { flows, files }) {
        Ok(bytes) => {
            println!("{flows} flows in {files} files, {bytes} bytes, below `{folder}`");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("`{folder}` cannot be written: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(folder: &Path, size: Size) -> io::Result<usize> {
    let mut bytes = 0;
    let configuration = ("candor.yaml".to_owned(), "policies: [01ai-platform]\n".to_owned());
    for (path, text) in generate::workspace(size).into_iter().chain([configuration]) {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(path, &text)?;
        bytes += text.len();
    }
    Ok(bytes)
}
