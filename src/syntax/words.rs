//! The words of the language: declarations, clauses, and which clause may stand where. The grammar knows shape only;
//! these tables know the words, and the formatter, the messages and the reference are made from them.

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($variant:ident $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each variant is the word it is named after")]
        pub enum $name { $($variant),+ }

        impl $name {
            /// All, in the order of the reference.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The word as it is written.
            pub fn text(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }

            /// What a word means, if it is one of these.
            pub fn from_text(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words! {
    /// What begins a declaration: sixteen things and seven verbs.
    Keyword {
        System "system", Subject "subject", Data "data", Group "group", Purpose "purpose", Feature "feature",
        Store "store", Recipient "recipient", Transform "transform", Measure "measure", Consent "consent",
        Notice "notice", Claim "claim", Right "right", Plan "plan", Waiver "waiver",
        Collect "collect", Use "use", Display "display", Entrust "entrust", Share "share", Transfer "transfer",
        Disclose "disclose",
    }
}

words! {
    /// What begins a clause.
    ClauseWord {
        Policy "policy", Operator "operator", Measures "measures", Age "age", Account "account",
        AcceptsPolicy "accepts-policy", Sensitive "sensitive", Personal "personal", Schema "schema", Data "data",
        Needs "needs", MayUse "may-use", Lasts "lasts", Basic "basic", Requires "requires", BackupOf "backup-of",
        OpenTo "open-to", Delete "delete", Apply "apply", Keep "keep", Region "region", Agreement "agreement",
        LimitedTo "limited-to", Authorised "authorised", Evaluated "evaluated", Assessed "assessed",
        BoundByPolicy "bound-by-policy", Restorable "restorable", Undoes "undoes", Evidence "evidence",
        Against "against", Last "last", Next "next", From "from", Covers "covers", AskedBy "asked-by",
        GivenBy "given-by", Tells "tells", Effective "effective", Because "because", Link "link",
        Necessary "necessary", Protects "protects", Asking "asking", Cites "cites", Party "party", Issuer "issuer",
        Dated "dated", Channel "channel", Within "within", Fee "fee", Verifies "verifies", Grounds "grounds",
        Refuses "refuses", Stop "stop", Continue "continue", Fallback "fallback", ReportsTo "reports-to", On "on",
        Until "until", By "by", About "about", Into "into", To "to", Required "required", Optional "optional",
        For "for", Feature "feature", Means "means", Notice "notice", Basis "basis", Via "via", Derives "derives",
        Event "event",
    }
}
