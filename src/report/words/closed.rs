//! The words of the results themselves, English first.

use crate::diagnostic::Language;
use crate::policy::pack::Modality;
use crate::report::results::{Change, ClauseStatus, Verdict, WaiverState};

/// How much a finding weighs.
pub fn severity(word: &str) -> [&'static str; 2] {
    match word {
        "error" => ["Error", "错误"],
        "warning" => ["Warning", "警告"],
        "info" => ["Advice", "建议"],
        _ => ["Policy text", "政策文本"],
    }
}

/// How certain a finding is.
pub fn verdict(verdict: Verdict) -> [&'static str; 2] {
    match verdict {
        Verdict::Violates => ["Violates", "违反"],
        Verdict::MayViolate => ["May violate", "可能违反"],
    }
}

/// What a run says about a clause.
pub fn status(status: ClauseStatus) -> [&'static str; 2] {
    match status {
        ClauseStatus::Violated => ["Violated", "被违反"],
        ClauseStatus::MayBeViolated => ["May be violated", "可能被违反"],
        ClauseStatus::Waived => ["Waived", "已豁免"],
        ClauseStatus::NeedsHuman => ["Needs a human", "需人工判断"],
        ClauseStatus::Met => ["Met", "已满足"],
        ClauseStatus::NotExercised => ["Not exercised", "未涉及"],
        ClauseStatus::NotGoverned => ["Not governed", "未规范"],
    }
}

/// What became of a finding between two revisions.
pub fn change(change: Change) -> [&'static str; 2] {
    match change {
        Change::New => ["New", "新增"],
        Change::NewlyUnknown => ["Newly in doubt", "新的疑点"],
        Change::WaiverExpired => ["Waiver ended", "豁免已到期"],
        Change::Graver => ["Graver than before", "比此前严重"],
        Change::NoLongerWaived => ["No longer waived", "不再豁免"],
        Change::PackChanged => ["New by a change of rules", "因规则变化而新增"],
        Change::Unchanged => ["Known before", "此前已知"],
    }
}

/// How a waiver stands.
pub fn waiver(state: WaiverState) -> [&'static str; 2] {
    match state {
        WaiverState::Expired => ["Expired", "已到期"],
        WaiverState::Unused => ["Covers nothing", "未覆盖任何发现"],
        WaiverState::Active => ["In force", "有效"],
    }
}

/// The kind of a clause, as the policy stage calls it.
pub fn modality(word: &str, language: Language) -> &str {
    Modality::from_word(word).map_or(word, |modality| modality.called(language))
}

/// Whether somebody stands for a rule.
pub fn sign_off(word: &str) -> [&'static str; 2] {
    match word {
        "signed" => ["signed", "已签署"],
        "stale" => ["changed since it was signed", "签署后已变更"],
        _ => ["not signed", "未签署"],
    }
}
