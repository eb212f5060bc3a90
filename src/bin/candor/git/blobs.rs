//! The bytes of many objects from one `git`.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{ChildStdout, Stdio};
use std::thread;

use super::command;
use super::modules::Stores;

/// The bytes of each object, which may lie in a module, if it has no more than `largest`; else how many it has.
pub(super) fn read(objects: &[&str], stores: &Stores, largest: u64) -> io::Result<Vec<Result<Vec<u8>, u64>>> {
    if objects.is_empty() {
        return Ok(Vec::new());
    }
    let mut command = command(&["cat-file", "--batch", "--buffer"]);
    command.envs(stores.alternates());
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let (questions, answers) = (child.stdin.take(), child.stdout.take());
    let (Some(mut questions), Some(answers)) = (questions, answers) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let mut answers = BufReader::new(answers);
    let read = thread::scope(|scope| {
        // Answers come while questions are still asked, and neither may wait for the other.
        scope.spawn(move || questions.write_all((objects.join("\n") + "\n").as_bytes()));
        objects.iter().map(|_| answer(&mut answers, largest)).collect()
    });
    // Everything was answered, or the failure is told already.
    drop(answers);
    child.wait()?;
    read
}

/// One answer: `OBJECT blob SIZE`, a newline, the bytes, a newline.
fn answer(answers: &mut BufReader<ChildStdout>, largest: u64) -> io::Result<Result<Vec<u8>, u64>> {
    let mut head = String::new();
    answers.read_line(&mut head)?;
    let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
    let size = size.ok_or_else(|| io::Error::other("the object is missing"))?;
    let mut rest = answers.take(size + 1);
    if size > largest {
        io::copy(&mut rest, &mut io::sink())?;
        return Ok(Err(size));
    }
    let mut bytes = Vec::with_capacity(size as usize + 1);
    rest.read_to_end(&mut bytes)?;
    bytes.truncate(size as usize);
    Ok(Ok(bytes))
}
