//! The templates: for every keyword and every clause a sentence, English first, with `{}` where the value stands. A clause
//! without a sentence does not compile.

use crate::syntax::words::{ClauseWord, Keyword};

/// The first sentence about a declaration: `{}` is its name, `{class}` its class in brackets.
pub(super) fn opening(keyword: Keyword) -> [&'static str; 2] {
    match keyword {
        Keyword::System => ["{} is the system whose flows these are.", "{}是这些数据流所属的系统。"],
        Keyword::Subject => ["{} is a person whose data this is{class}.", "{}是数据所涉及的人{class}。"],
        Keyword::Data => ["{} is a piece of data{class}.", "{}是一项数据{class}。"],
        Keyword::Group => ["{} is a group of data.", "{}是一组数据。"],
        Keyword::Purpose => ["{} is a purpose{class}.", "{}是一个目的{class}。"],
        Keyword::Feature => ["{} is a function of the product{class}.", "{}是产品的一项功能{class}。"],
        Keyword::Store => ["{} is a store of ours.", "{}是我们的一个存储。"],
        Keyword::Recipient => ["{} is somebody else who gets data{class}.", "{}是接收数据的另一方{class}。"],
        Keyword::Transform => ["{} changes data on its way{class}.", "{}在途中变换数据{class}。"],
        Keyword::Measure => ["{} is a measure of protection{class}.", "{}是一项保护措施{class}。"],
        Keyword::Consent => ["{} is a consent{class}.", "{}是一项同意{class}。"],
        Keyword::Notice => ["{} is a notice to people.", "{}是给个人的一项告知。"],
        Keyword::Claim => ["{} claims a ground that the policy names{class}.", "{}主张政策中的一项依据{class}。"],
        Keyword::Right => ["{} is how people exercise a right{class}.", "{}是个人行使权利的方式{class}。"],
        Keyword::Plan => ["{} is a plan for a case{class}.", "{}是一项预案{class}。"],
        Keyword::Waiver => ["{} waives a rule{class}.", "{}豁免一条规则{class}。"],
        Keyword::Collect => ["{} collects data.", "{}收集数据。"],
        Keyword::Use => ["{} uses data.", "{}使用数据。"],
        Keyword::Display => ["{} shows data to people.", "{}向人展示数据。"],
        Keyword::Entrust => ["{} gives data to somebody who acts for us.", "{}委托他人处理数据。"],
        Keyword::Share => ["{} gives data to somebody who acts for themselves.", "{}与他方共享数据。"],
        Keyword::Transfer => ["{} hands data over to a successor.", "{}将数据转让给承继方。"],
        Keyword::Disclose => ["{} makes data public.", "{}公开披露数据。"],
    }
}

/// The sentence of a clause in a declaration.
pub(super) fn clause(keyword: Keyword, word: ClauseWord) -> [&'static str; 2] {
    match word {
        ClauseWord::Policy => ["It follows the policy {}.", "适用政策：{}。"],
        ClauseWord::Operator => ["It is run by {}.", "运营者：{}。"],
        ClauseWord::Measures => ["It is protected by {}.", "保护措施：{}。"],
        ClauseWord::Age => ["The age is {}.", "年龄：{}。"],
        ClauseWord::Account => ["Has an account: {}.", "有账户：{}。"],
        ClauseWord::AcceptsPolicy => ["Accepts the policy: {}.", "接受政策：{}。"],
        ClauseWord::Sensitive => ["Is sensitive: {}.", "敏感：{}。"],
        ClauseWord::Personal => ["Is about a person: {}.", "属于个人信息：{}。"],
        ClauseWord::Schema => ["It is defined in {}.", "定义见{}。"],
        ClauseWord::Data if keyword == Keyword::Group => ["It consists of {}.", "包括{}。"],
        ClauseWord::Data => ["The data is {}.", "数据：{}。"],
        ClauseWord::Needs => ["It needs {}.", "需要{}。"],
        ClauseWord::MayUse => ["Where the person chooses, it may use {}.", "经个人选择可使用{}。"],
        ClauseWord::Lasts => ["It lasts {}.", "持续：{}。"],
        ClauseWord::Basic => ["Is basic: {}.", "基本功能：{}。"],
        ClauseWord::Requires => ["It depends on {}.", "依赖：{}。"],
        ClauseWord::BackupOf => ["It is a backup of {}.", "是{}的备份。"],
        ClauseWord::OpenTo => ["It is open to {}.", "可查看者：{}。"],
        ClauseWord::Delete => ["It deletes {}.", "{}。"],
        ClauseWord::Apply => ["It applies {}.", "{}。"],
        ClauseWord::Keep => ["It keeps {}.", "{}。"],
        ClauseWord::Region => ["It lies in {}.", "所在地区：{}。"],
        ClauseWord::Agreement => ["There is an agreement: {}.", "协议：{}。"],
        ClauseWord::LimitedTo => ["The agreement limits it to {}.", "协议限定的目的：{}。"],
        ClauseWord::Authorised => ["We agreed to it: {}.", "我方同意：{}。"],
        ClauseWord::Evaluated => ["Its use was evaluated: {}.", "使用评估：{}。"],
        ClauseWord::Assessed => ["Its security was assessed: {}.", "安全评估：{}。"],
        ClauseWord::BoundByPolicy => ["Is bound by the policy: {}.", "受政策约束：{}。"],
        ClauseWord::Restorable => ["What it changed can be restored: {}.", "可还原：{}。"],
        ClauseWord::Undoes => ["It undoes {}.", "撤销{}。"],
        ClauseWord::Evidence => ["The evidence is {}.", "证据：{}。"],
        ClauseWord::Against => ["It works against {}.", "防范：{}。"],
        ClauseWord::Last => ["It was last looked at on {}.", "上次检查：{}。"],
        ClauseWord::Next => ["It is next looked at on {}.", "下次检查：{}。"],
        ClauseWord::From if keyword == Keyword::Consent => ["It is given by {}.", "同意者：{}。"],
        ClauseWord::From => ["The data comes from {}.", "数据来自{}。"],
        ClauseWord::Covers => ["It covers {}.", "涵盖{}。"],
        ClauseWord::AskedBy => ["{} asks for it.", "由{}征求。"],
        ClauseWord::GivenBy => ["In place of the person, it is given by the {}.", "由{}代为同意。"],
        ClauseWord::Tells => ["It tells {}.", "告知内容：{}。"],
        ClauseWord::Effective => ["It holds from {}.", "生效日期：{}。"],
        ClauseWord::Because => ["The reason is {}.", "理由：{}。"],
        ClauseWord::Link => ["Its link to the case is {}.", "与事由的关联：{}。"],
        ClauseWord::Necessary => ["No less would do: {}.", "必要性：{}。"],
        ClauseWord::Protects => ["It protects {}.", "保护：{}。"],
        ClauseWord::Asking => ["To ask for consent would be {}.", "征得同意的难度：{}。"],
        ClauseWord::Cites => ["It cites {}.", "援引{}。"],
        ClauseWord::Party => ["The contract is with {}.", "合同一方：{}。"],
        ClauseWord::Issuer => ["It was issued by {}.", "出具机关：{}。"],
        ClauseWord::Dated => ["It is dated {}.", "日期：{}。"],
        ClauseWord::Channel => ["The way is {}.", "途径：{}。"],
        ClauseWord::Within => ["It is done within {}.", "期限：{}内。"],
        ClauseWord::Fee => ["The fee: {}.", "费用：{}。"],
        ClauseWord::Verifies => ["It verifies {}.", "核验：{}。"],
        ClauseWord::Grounds => ["The grounds are {}.", "理由：{}。"],
        ClauseWord::Refuses => ["It may be refused: {}.", "可拒绝的情形：{}。"],
        ClauseWord::Stop => ["It stops {}.", "{}停止。"],
        ClauseWord::Continue => ["It goes on {}.", "{}仍继续。"],
        ClauseWord::Fallback => ["If that does not work, the way is {}.", "备用途径：{}。"],
        ClauseWord::ReportsTo => ["It is reported to {}.", "报告给{}。"],
        ClauseWord::On => ["It is about {}.", "涉及{}。"],
        ClauseWord::Until => ["It ends on {}.", "截止日期：{}。"],
        ClauseWord::By => ["It was decided by {}.", "决定者：{}。"],
        ClauseWord::About => ["The data is about {}.", "数据关于{}。"],
        ClauseWord::Into => ["The data goes into {}.", "数据进入{}。"],
        ClauseWord::To => ["The data goes to {}.", "数据提供给{}。"],
        ClauseWord::Required => ["It takes {}, which people must give.", "必填：{}。"],
        ClauseWord::Optional => ["It takes {}, if people give it.", "选填：{}。"],
        ClauseWord::For => ["The purpose is {}.", "目的：{}。"],
        ClauseWord::Feature => ["It serves the function {}.", "所属功能：{}。"],
        ClauseWord::Means => ["The means: {}.", "方式：{}。"],
        ClauseWord::Notice => ["People are shown {}.", "出示告知：{}。"],
        ClauseWord::Basis => ["It rests on {}.", "依据：{}。"],
        ClauseWord::Via => ["On the way, the data passes {}.", "途中经过{}。"],
        ClauseWord::Derives => ["Only what is made of it goes on: {}.", "仅产生{}。"],
        ClauseWord::Event => ["It happens in the case of {}.", "事由：{}。"],
    }
}

/// Something that is unknown if nobody says it.
pub(super) struct Unknown {
    /// One of these clauses says it.
    pub(super) said_by: &'static [ClauseWord],
    /// Only declarations of these classes are asked; all if there is none.
    pub(super) classes: &'static [&'static str],
    /// What is not known.
    pub(super) question: [&'static str; 2],
}

impl Unknown {
    const fn of(self, classes: &'static [&'static str]) -> Self {
        Self { classes, ..self }
    }
}

const fn unknown(said_by: &'static [ClauseWord], question: [&'static str; 2]) -> Unknown {
    Unknown { said_by, classes: &[], question }
}

const ENDS: Unknown = unknown(
    &[ClauseWord::Delete, ClauseWord::Apply, ClauseWord::Keep],
    ["when it lets go of the data", "何时删除数据"],
);
const EVIDENCE: Unknown = unknown(&[ClauseWord::Evidence], ["the evidence", "证据"]);
const WITHIN: Unknown = unknown(&[ClauseWord::Within], ["how soon it is done", "期限"]);
const FOR: Unknown = unknown(&[ClauseWord::For], ["what for", "目的"]);

const SUBJECT: &[Unknown] = &[
    unknown(&[ClauseWord::Account], ["whether the person has an account", "是否有账户"]),
    unknown(&[ClauseWord::AcceptsPolicy], ["when the person accepts the policy", "何时接受政策"]),
];
const PURPOSE: &[Unknown] = &[unknown(&[ClauseWord::Lasts], ["how long it lasts", "持续多久"])];
const FEATURE: &[Unknown] = &[
    unknown(&[ClauseWord::Basic], ["whether it is basic", "是否为基本功能"]),
    unknown(&[ClauseWord::Requires], ["what it depends on", "依赖什么"]),
];
const STORE: &[Unknown] = &[unknown(&[ClauseWord::OpenTo], ["who can open it", "谁可以查看"]), ENDS];
const RECIPIENT: &[Unknown] = &[
    unknown(&[ClauseWord::LimitedTo], ["what the agreement limits it to", "协议限定于何目的"]).of(&["processor"]),
    ENDS.of(&["processor", "affiliate"]),
];
const TRANSFORM: &[Unknown] = &[
    unknown(&[ClauseWord::Restorable], ["whether what it changed can be restored", "能否还原"]).of(&[
        "deidentify",
        "anonymise",
        "aggregate",
    ]),
    EVIDENCE.of(&["deidentify", "anonymise", "aggregate", "mask"]),
];
const PLAN: &[Unknown] = &[WITHIN.of(&["incident"])];
const RIGHT: &[Unknown] = &[
    WITHIN,
    unknown(&[ClauseWord::Fee], ["what it costs", "费用"]),
    unknown(&[ClauseWord::Verifies], ["what is verified", "核验什么"]),
];
const COLLECT: &[Unknown] = &[
    unknown(&[ClauseWord::Feature], ["which function it serves", "所属功能"]),
    unknown(&[ClauseWord::Means], ["by which means", "以何方式"]),
    FOR,
];
const TRANSFER: &[Unknown] = &[FOR, unknown(&[ClauseWord::Event], ["in which case", "事由"])];

/// What is unknown about a declaration if nobody says it.
pub(super) fn unknown_if_absent(keyword: Keyword) -> &'static [Unknown] {
    match keyword {
        Keyword::Subject => SUBJECT,
        Keyword::Purpose => PURPOSE,
        Keyword::Feature => FEATURE,
        Keyword::Store => STORE,
        Keyword::Recipient => RECIPIENT,
        Keyword::Transform => TRANSFORM,
        Keyword::Measure => &[EVIDENCE],
        Keyword::Right => RIGHT,
        Keyword::Plan => PLAN,
        Keyword::Collect => COLLECT,
        Keyword::Transfer => TRANSFER,
        Keyword::Use | Keyword::Display | Keyword::Entrust | Keyword::Share | Keyword::Disclose => &[FOR],
        Keyword::System
        | Keyword::Data
        | Keyword::Group
        | Keyword::Consent
        | Keyword::Notice
        | Keyword::Claim
        | Keyword::Waiver => &[],
    }
}
