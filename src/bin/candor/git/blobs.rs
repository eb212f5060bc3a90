//! The bytes of one object after another, from one `git` that stays open for all of them.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use super::command;

/// A `git` that gives the bytes of one object after another.
pub(super) struct Blobs {
    child: Child,
    /// Taken when nothing more is asked.
    questions: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl Blobs {
    pub(super) fn open() -> io::Result<Self> {
        let mut command = command(&["cat-file", "--batch"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let questions = child.stdin.take();
        let answers = child.stdout.take().ok_or(io::ErrorKind::BrokenPipe)?;
        Ok(Self { child, questions, answers: BufReader::new(answers) })
    }

    /// The answer is `OBJECT blob SIZE`, a newline, the bytes, a newline.
    pub(super) fn read(&mut self, object: &str, largest: u64) -> io::Result<Result<Vec<u8>, u64>> {
        let questions = self.questions.as_mut().ok_or(io::ErrorKind::BrokenPipe)?;
        questions.write_all(format!("{object}\n").as_bytes())?;
        questions.flush()?;
        let mut head = String::new();
        self.answers.read_line(&mut head)?;
        let size = head.trim_end().rsplit_once(' ').and_then(|(_, size)| size.parse::<u64>().ok());
        let size = size.ok_or_else(|| io::Error::other("the object is missing"))?;
        let mut rest = (&mut self.answers).take(size + 1);
        if size > largest {
            io::copy(&mut rest, &mut io::sink())?;
            return Ok(Err(size));
        }
        let mut bytes = Vec::with_capacity(size as usize + 1);
        rest.read_to_end(&mut bytes)?;
        bytes.truncate(size as usize);
        Ok(Ok(bytes))
    }
}

impl Drop for Blobs {
    fn drop(&mut self) {
        drop(self.questions.take());
        // It ends by itself when nothing more can be asked; what it ends with changes nothing any more.
        let _ = self.child.wait();
    }
}
