//! Deliberate faults, switched on one at a time by tests that show that each would be noticed. Without the feature `faults`
//! none can be switched on, and asking for one costs nothing.

macro_rules! faults {
    ($($(#[doc = $doc:literal])+ $variant:ident;)+) => {
        /// A way in which the engine could be wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Fault { $($(#[doc = $doc])+ $variant,)+ }

        impl Fault {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// What is wrong.
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii()),+ }
            }
        }
    };
}

faults! {
    /// What only overlaps a list counts as within it.
    AllowByOverlap;
    /// What must not be is not looked at.
    ForbidDropped;
    /// What is unknown passes.
    UnknownPasses;
    /// An exception counts if it may hold.
    ExceptionByDoubt;
    /// A coarse word is judged by one of its leaves.
    OneLeafOnly;
    /// Of several recipients only the first is judged.
    FirstRecipientOnly;
    /// A claim goes on to the flows that its flow feeds.
    ClaimInherited;
    /// A claim counts for whatever action.
    ClaimOutOfScope;
    /// The consent under which data were taken covers what is done with them later.
    ConsentInherited;
    /// A consent that comes after the flow counts.
    ConsentAfterwards;
    /// A consent for us alone covers other recipients.
    ConsentForOthers;
    /// A consent of one person covers another's data.
    ConsentOfAnother;
    /// What is de-identified counts as anonymous.
    DeidentifiedIsAnonymous;
    /// A transform counts without evidence.
    EvidenceNotAsked;
    /// A transform acts on the data beside those that it names.
    TransformOnSiblings;
    /// A transform that was undone still counts.
    RelinkForgotten;
    /// Masking counts for what is published.
    MaskPublished;
    /// A flow that leads back is not followed.
    BackEdgeIgnored;
    /// Backups hold nothing.
    BackupForgotten;
    /// A barrier without evidence stops a path.
    BarrierByDoubt;
    /// The way told is some way, not a shortest.
    LongWitness;
    /// Everybody whose age nobody says is grown up.
    UnknownAgeIsAdult;
    /// What ends much too late ends.
    DelayIgnored;
    /// A line about all data goes before one that names the datum.
    GeneralLineFirst;
    /// Whoever gets data from a processor is bound without an agreement.
    AgreementNotAsked;
}

#[cfg(feature = "faults")]
static ON: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(usize::MAX);

impl Fault {
    /// Switches one on, or all off, for everything that runs in this process.
    #[cfg(feature = "faults")]
    pub fn switch(fault: Option<Self>) {
        let number = fault.map_or(usize::MAX, |fault| fault as usize);
        ON.store(number, std::sync::atomic::Ordering::SeqCst);
    }

    /// Whether it is switched on.
    #[cfg(feature = "faults")]
    pub(crate) fn is_on(self) -> bool {
        ON.load(std::sync::atomic::Ordering::Relaxed) == self as usize
    }

    /// It never is.
    #[cfg(not(feature = "faults"))]
    #[inline(always)]
    pub(crate) const fn is_on(self) -> bool {
        let _ = self;
        false
    }
}
