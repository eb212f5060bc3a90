//! `candor rules`: lists the rules of the policies.
