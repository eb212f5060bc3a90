//! Lists by number, one beside the other: what a graph keeps of each place, facet and flow.

/// For each of a list of things, a list of others, all in one vector: the others of one thing stand where its `starts` says,
/// up to where the next one's do.
#[derive(Debug, Default)]
pub(crate) struct Adjacency<T> {
    starts: Vec<u32>,
    members: Vec<T>,
}

impl<T: Copy> Adjacency<T> {
    /// The lists of `count` things, of pairs of a thing's number and a member of its list; `none` is any member.
    pub(crate) fn new(count: usize, none: T, pairs: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut starts = vec![0_u32; count + 1];
        for (index, _) in pairs.clone() {
            starts[index + 1] += 1;
        }
        for index in 0..count {
            starts[index + 1] += starts[index];
        }
        let mut next = starts.clone();
        let mut members = vec![none; starts[count] as usize];
        for (index, member) in pairs {
            members[next[index] as usize] = member;
            next[index] += 1;
        }
        Self { starts, members }
    }

    /// The list of a thing, by its number.
    pub(crate) fn of(&self, index: usize) -> &[T] {
        &self.members[self.starts[index] as usize..self.starts[index + 1] as usize]
    }

    /// All lists, in the order of their things.
    pub(crate) fn each(&self) -> impl Iterator<Item = &[T]> {
        (0..self.starts.len().saturating_sub(1)).map(|index| self.of(index))
    }
}
