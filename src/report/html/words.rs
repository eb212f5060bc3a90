//! What the words of the results are called, with a symbol, so that nothing is told by colour alone.

use maud::{Markup, html};

use super::text::Pair;
use crate::diagnostic::Language;
use crate::report::results::{Change, ClauseStatus, Decided, Standing, Verdict, WaiverState};
use crate::report::words as called;

/// A word with a symbol and a colour of its own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Badge {
    /// The class in the style sheet.
    pub(super) class: &'static str,
    /// The symbol.
    pub(super) symbol: &'static str,
    /// The word.
    pub(super) word: Pair,
}

impl Badge {
    const fn new(class: &'static str, symbol: &'static str, word: Pair) -> Self {
        Self { class, symbol, word }
    }

    pub(super) fn show(self, language: Language) -> Markup {
        html! { span class={ "badge " (self.class) } { (self.symbol) " " (language.of(self.word)) } }
    }
}

/// The weights, gravest first.
pub(super) const SEVERITIES: [(&str, Badge); 4] = [
    ("error", Badge::new("bad", "●", ["Error", "错误"])),
    ("warning", Badge::new("warn", "▲", ["Warning", "警告"])),
    ("info", Badge::new("note", "◆", ["Advice", "建议"])),
    ("lint", Badge::new("text", "¶", ["Policy text", "政策文本"])),
];

/// How much a finding weighs.
pub(super) fn severity(word: &str) -> Badge {
    let [.., (_, last)] = SEVERITIES;
    SEVERITIES.iter().find(|(severity, _)| *severity == word).map_or(last, |(_, badge)| *badge)
}

/// How certain a finding is.
pub(super) fn verdict(verdict: Verdict) -> Badge {
    let (class, symbol) = match verdict {
        Verdict::Violates => ("bad", "✕"),
        Verdict::MayViolate => ("warn", "?"),
    };
    Badge::new(class, symbol, called::verdict(verdict))
}

/// What a run says about a clause.
pub(super) fn status(status: ClauseStatus) -> Badge {
    let (class, symbol) = match status {
        ClauseStatus::Violated => ("bad", "✕"),
        ClauseStatus::MayBeViolated => ("warn", "?"),
        ClauseStatus::Waived => ("waived", "◇"),
        ClauseStatus::NeedsHuman => ("text", "✎"),
        ClauseStatus::Met => ("good", "✓"),
        ClauseStatus::NotExercised => ("idle", "○"),
        ClauseStatus::NotGoverned => ("idle", "–"),
    };
    Badge::new(class, symbol, called::status(status))
}

/// What the words of the clause matrix mean.
pub(super) fn status_meaning(status: ClauseStatus) -> Pair {
    match status {
        ClauseStatus::Violated => ["a finding breaks it", "有发现违反该条款"],
        ClauseStatus::MayBeViolated => ["a fact is missing that would decide it", "缺少能够作出判断的事实"],
        ClauseStatus::Waived => ["findings break it, and a waiver covers each", "有发现违反该条款，但均已被豁免"],
        ClauseStatus::NeedsHuman => ["only a person can judge it", "只能由人判断"],
        ClauseStatus::Met => ["its rules applied to something and found nothing", "其规则已适用，且未有发现"],
        ClauseStatus::NotExercised => ["its rules found nothing to apply to", "其规则没有可适用的对象"],
        ClauseStatus::NotGoverned => ["it asks for nothing that could be checked", "其中没有可以检查的要求"],
    }
}

/// What became of a finding; what was there before says nothing.
pub(super) fn change(change: Change) -> Option<Badge> {
    let (class, symbol) = match change {
        Change::New | Change::NewlyUnknown | Change::Graver | Change::PackChanged => ("note", "+"),
        Change::WaiverExpired | Change::NoLongerWaived => ("warn", "◇"),
        Change::Unchanged => return None,
    };
    Some(Badge::new(class, symbol, called::change(change)))
}

/// What marks a waived finding.
pub(super) const WAIVED: Badge = Badge::new("waived", "◇", ["Waived", "已豁免"]);

/// What marks a finding that a baseline holds.
pub(super) const BASELINED: Badge = Badge::new("idle", "○", ["Known before", "此前已知"]);

/// What marks a waiver that ends soon.
pub(super) const ENDS_SOON: Badge = Badge::new("warn", "▲", ["Ends soon", "即将到期"]);

/// How a waiver stands.
pub(super) fn waiver(state: WaiverState) -> Badge {
    let (class, symbol) = match state {
        WaiverState::Expired => ("bad", "✕"),
        WaiverState::Unused => ("idle", "○"),
        WaiverState::Active => ("good", "✓"),
    };
    Badge::new(class, symbol, called::waiver(state))
}

/// What a reviewer decided.
pub(super) fn decided(decided: Decided) -> Badge {
    match decided {
        Decided::Accepted => Badge::new("waived", "✓", ["Accepted", "已接受"]),
        Decided::Rejected => Badge::new("text", "✕", ["Rejected", "不予认可"]),
        Decided::ChangeSoftware => Badge::new("note", "→", ["Software to change", "将修改软件"]),
        Decided::ChangePolicy => Badge::new("note", "→", ["Policy to change", "将修改政策"]),
    }
}

/// Whether a decision still stands.
pub(super) fn standing(standing: Standing) -> Badge {
    match standing {
        Standing::Stands => Badge::new("good", "✓", ["Stands", "有效"]),
        Standing::Changed => Badge::new("bad", "▲", ["No longer stands", "不再有效"]),
        Standing::Gone => Badge::new("idle", "○", ["Nothing left to decide", "对象已不存在"]),
    }
}

/// What happens at a step of a way: `{0}` is the declaration, `{1}` the datum.
pub(super) fn step(keyword: &str) -> Pair {
    match keyword {
        "collect" => ["{0} collects {1} from people.", "{0}向个人收集{1}。"],
        "store" => ["{1} comes to rest in {0}.", "{1}存放于{0}。"],
        "recipient" => ["{0} receives {1}.", "{0}接收{1}。"],
        "use" => ["{0} uses {1}.", "{0}使用{1}。"],
        "display" => ["{0} shows {1}.", "{0}展示{1}。"],
        "entrust" => ["{0} entrusts {1} to somebody who works for us.", "{0}委托他人处理{1}。"],
        "share" => ["{0} gives {1} to somebody else.", "{0}向他人提供{1}。"],
        "transfer" => ["{0} transfers {1} to a successor.", "{0}向承继方转移{1}。"],
        "disclose" => ["{0} makes {1} public.", "{0}公开{1}。"],
        _ => ["{0} holds {1}.", "{0}含有{1}。"],
    }
}
