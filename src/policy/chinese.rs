//! The words of the flow language and of rules in Chinese, as Chinese law has them. What is the policy's own stands in its
//! pack.

use super::facts::{Fact, Kind, Scale};

/// What a kind of thing is called.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Flow => "数据流",
        Kind::Collect => "收集行为",
        Kind::Use => "使用行为",
        Kind::Display => "展示行为",
        Kind::Provision => "对外提供行为",
        Kind::Entrust => "委托处理行为",
        Kind::Share => "共享行为",
        Kind::Transfer => "转让行为",
        Kind::Disclose => "公开行为",
        Kind::Datum => "数据",
        Kind::Holding => "留存数据",
        Kind::Store => "存储",
        Kind::Recipient => "接收方",
        Kind::Subject => "个人",
        Kind::Data => "数据项",
        Kind::Feature => "功能",
        Kind::Consent => "同意",
        Kind::Notice => "告知",
        Kind::Measure => "措施",
        Kind::Transform => "变换",
        Kind::Right => "权利",
        Kind::Refusal => "拒绝情形",
        Kind::Claim => "主张",
        Kind::Plan => "预案",
        Kind::System => "系统",
        Kind::Policy => "政策",
        Kind::Row => "行",
    }
}

/// What a fact is called, as a noun; an adjective where it is yes or no.
pub(super) fn fact(fact: Fact) -> &'static str {
    match fact {
        Fact::FlowDatum | Fact::HoldingDatum => "数据",
        Fact::FlowResult => "结果数据",
        Fact::FlowSource => "来源",
        Fact::FlowPurpose => "目的",
        Fact::FlowPurposes => "全部目的",
        Fact::FlowFeature => "功能",
        Fact::FlowSubject | Fact::DatumSubject => "个人",
        Fact::FlowActor => "行为主体",
        Fact::FlowRecipient | Fact::HoldingRecipient => "接收方",
        Fact::FlowReceiver => "接收方身份",
        Fact::FlowInChain => "处于协议链之内",
        Fact::FlowChainPurposes => "协议链允许的目的",
        Fact::FlowReceivedPurposes => "取得数据时的目的",
        Fact::FlowSuccessorBound => "由受政策约束的承继方进行",
        Fact::FlowUnrestricted => "不限数据范围",
        Fact::FlowBasis => "处理依据",
        Fact::FlowClaim => "所援引的主张",
        Fact::FlowGround => "所具备的依据",
        Fact::FlowNamedConsent => "所指明的同意",
        Fact::FlowConsent => "所取得的事先同意",
        Fact::FlowActorConsent => "行为主体自行取得的同意",
        Fact::FlowReliedConsent => "所依赖的同意",
        Fact::FlowStopEvent => "停止的事由",
        Fact::FlowNotice => "所出示的告知",
        Fact::FlowNotifiedBefore => "已事先告知",
        Fact::FlowExplanation => "事先告知的内容",
        Fact::FlowNeed => "必要程度",
        Fact::FlowDisclosed => "政策的说明程度",
        Fact::FlowLimit => "目的限定",
        Fact::FlowListedPurposes => "政策列明的目的",
        Fact::FlowGranted => "允许的目的",
        Fact::CollectDemand => "是否必填",
        Fact::CollectMeans => "收集方式",
        Fact::CollectCollector => "收集者",
        Fact::CollectLostFeature => "拒绝提供所失去的功能",
        Fact::CollectFurtherLoss => "另外失去的功能",
        Fact::CollectFieldList => "数据清单",
        Fact::CollectRefusalTerm => "拒绝提供的后果",
        Fact::DisplayReader | Fact::StoreReader => "可查看者",
        Fact::ProvisionEvent => "事由",
        Fact::DatumOrigin => "来源收集",
        Fact::DatumOriginFeature => "来源功能",
        Fact::DatumOriginMeans => "来源方式",
        Fact::DatumCollectionPurposes => "收集目的",
        Fact::DatumIdentifiability => "可识别程度",
        Fact::DatumAge | Fact::SubjectAge => "年龄段",
        Fact::DatumPersonal | Fact::StorePersonal => "属于个人信息",
        Fact::DatumSensitive | Fact::StoreSensitive => "属于敏感个人信息",
        Fact::DatumHeldConsent => "所依据的同意",
        Fact::DatumGuardianApproved => "经监护人同意",
        Fact::HoldingStore => "存储",
        Fact::HoldingHolder => "持有者",
        Fact::HoldingEndEvent => "结束存储的事由",
        Fact::HoldingErasureEvent => "删除或匿名化的事由",
        Fact::HoldingKeptEvent => "继续保存的事由",
        Fact::HoldingDeletable => "可由个人要求删除",
        Fact::StoreHolding | Fact::SystemHolding => "留存数据",
        Fact::StoreMeasures | Fact::RecipientMeasures | Fact::SystemMeasures => "保护措施",
        Fact::StoreRegion | Fact::RecipientRegion => "所在地区",
        Fact::RecipientAgreement => "协议",
        Fact::RecipientLimitedTo => "协议限定的目的",
        Fact::RecipientUnlimited => "目的不受限定",
        Fact::RecipientDuty => "受托事项",
        Fact::RecipientAuthorised => "经我方同意",
        Fact::RecipientEvaluation => "使用评估",
        Fact::RecipientAssessment => "安全评估",
        Fact::RecipientBoundByPolicy => "受政策约束",
        Fact::RecipientUse => "自身的使用",
        Fact::SubjectAccountHolding => "拥有账户",
        Fact::SubjectAcceptance => "接受政策的时间",
        Fact::DataFacet => "各途径上的数据",
        Fact::DataCalledOrdinary => "被标为非敏感",
        Fact::DataCalledImpersonal => "被标为非个人信息",
        Fact::FeatureListed => "由政策列明",
        Fact::FeatureBasic => "属于基本功能",
        Fact::NoticeContent => "告知内容",
        Fact::NoticeData => "所涉数据",
        Fact::NoticePurposes => "所涉目的",
        Fact::NoticeEffective | Fact::PolicyEffective => "生效日期",
        Fact::MeasureCounteredThreat => "所防范的威胁",
        Fact::MeasureEvidence | Fact::TransformEvidence | Fact::ClaimEvidence => "证据",
        Fact::MeasureLast => "上次实施日期",
        Fact::TransformRestorable => "可还原程度",
        Fact::RightChannel | Fact::PlanChannel => "途径",
        Fact::RightObject => "所涉数据",
        Fact::RightAnswerTime => "答复期限",
        Fact::RightFee => "收费情形",
        Fact::RightIdentityCheck => "身份核验",
        Fact::RightDeletionGround => "删除理由",
        Fact::RightRefusal => "拒绝情形",
        Fact::RightStopEvent | Fact::PlanStopEvent => "停止的事由",
        Fact::RefusalClaim => "所依据的主张",
        Fact::ClaimGround => "依据",
        Fact::ClaimFlow => "所服务的数据流",
        Fact::ClaimInScope => "用于其适用范围",
        Fact::ClaimMisCited => "援引错误",
        Fact::ClaimMet => "成立",
        Fact::ClaimReason => "理由",
        Fact::ClaimLink => "关联程度",
        Fact::ClaimNecessity => "必要性",
        Fact::ClaimProtection => "所保护的权益",
        Fact::ClaimAsking => "征得同意的难度",
        Fact::ClaimCitation => "所援引的规范",
        Fact::ClaimParty => "合同一方",
        Fact::PlanContent => "告知内容",
        Fact::PlanFallback => "备用途径",
        Fact::PlanNoticeTime => "告知期限",
        Fact::PlanReport => "报告对象",
        Fact::SystemMeasure => "措施",
        Fact::SystemPlan => "预案",
        Fact::SystemRight => "权利",
        Fact::SystemFlow => "数据流",
        Fact::SystemNotice => "告知",
        Fact::PolicyPurposes => "目的",
    }
}

/// What a step of a scale is called.
pub(super) fn step(scale: Scale, step: u8) -> Option<&'static str> {
    let steps: &[&str] = match scale {
        Scale::Strength => &["无", "一般同意", "主动选择同意", "明示同意"],
        Scale::Identifiability => &["匿名", "不可关联", "去标识化", "可识别"],
        Scale::Need => &["不需要", "有用", "必要"],
        Scale::Disclosure => &["明确", "含糊", "有歧义", "未提及", "不实"],
        Scale::Restorable => &["不可还原", "凭另行保管的密钥可还原", "凭在手密钥可还原", "可任意还原"],
    };
    steps.get(usize::from(step)).copied()
}

/// What a sort of terms is called: the policy's sorts here, the language's own with their words.
pub(super) fn sort(sort: &str) -> Option<&'static str> {
    let of_policy = [
        ("data", "数据"),
        ("purpose", "目的"),
        ("feature", "功能"),
        ("means", "收集方式"),
        ("measure", "保护措施"),
        ("right", "权利"),
        ("content", "告知事项"),
        ("threat", "威胁"),
        ("deletion-ground", "删除理由"),
        ("age", "年龄段"),
        ("ground", "依据"),
        ("topic", "问题"),
    ];
    let found = of_policy.into_iter().find(|(name, _)| *name == sort).map(|(_, label)| label);
    found.or_else(|| term(sort, sort))
}

/// What a word of the flow language is called, by its sort; `None` for the policy's own words.
pub(super) fn term(sort: &str, word: &str) -> Option<&'static str> {
    let words = TERMS.iter().find(|(name, _)| *name == sort)?.1;
    words.iter().find(|(name, _)| *name == word).map(|(_, label)| *label)
}

const TERMS: &[(&str, &[(&str, &str)])] = &[
    (
        "action",
        &[
            ("action", "处理活动"),
            ("collect", "收集"),
            ("use", "使用"),
            ("display", "展示"),
            ("entrust", "委托处理"),
            ("share", "共享"),
            ("transfer", "转让"),
            ("disclose", "公开"),
        ],
    ),
    ("basis", &[("basis", "处理依据"), ("listing", "政策列明"), ("consent", "同意"), ("claim", "主张")]),
    ("demand", &[("demand", "提供要求"), ("required", "必填"), ("optional", "选填")]),
    (
        "party",
        &[
            ("party", "主体"),
            ("inside", "内部"),
            ("ourselves", "我方"),
            ("outside", "外部主体"),
            ("processor", "受托人"),
            ("affiliate", "关联公司"),
            ("third-party", "第三方"),
            ("authority", "国家机关"),
            ("successor", "承继方"),
            ("public", "社会公众"),
            ("person", "个人"),
            ("user", "用户"),
            ("other-person", "其他个人"),
            ("guardian", "监护人"),
        ],
    ),
    (
        "channel",
        &[
            ("channel", "途径"),
            ("email", "电子邮件"),
            ("letter", "信函"),
            ("phone", "电话"),
            ("push", "推送通知"),
            ("in-product", "产品内"),
            ("web-form", "网页表单"),
            ("announcement", "公告"),
        ],
    ),
    (
        "reader",
        &[
            ("reader", "可查看者"),
            ("owner", "本人"),
            ("authorised-staff", "经授权的工作人员"),
            ("all-staff", "全体工作人员"),
            ("nobody", "无人"),
        ],
    ),
    (
        "acceptance",
        &[("acceptance", "接受政策"), ("before-use", "使用前接受"), ("after-use", "使用后接受"), ("never", "从未接受")],
    ),
    (
        "event",
        &[
            ("event", "事由"),
            ("collection", "收集"),
            ("purpose-ended", "目的已实现或者终止"),
            ("withdrawal", "撤回同意"),
            ("consent-refused", "拒绝同意"),
            ("deletion-request", "请求删除"),
            ("account-cancelled", "注销账户"),
            ("minor-confirmed", "确认为未成年人"),
            ("last-use", "最后一次使用"),
            ("shutdown", "停止运营"),
            ("bankruptcy", "破产"),
            ("merger", "合并"),
            ("acquisition", "收购"),
        ],
    ),
    ("store-kind", &[("store-kind", "存储类型"), ("live", "在用存储"), ("backup", "备份"), ("transit", "中转")]),
    ("subject-role", &[("subject-role", "个人的角色"), ("user", "用户"), ("other-person", "其他个人")]),
    (
        "consent-class",
        &[("consent-class", "同意类型"), ("general", "一般同意"), ("choice", "主动选择同意"), ("explicit", "明示同意")],
    ),
    ("fee", &[("fee", "收费情形"), ("repeated-requests", "多次重复的请求"), ("every-request", "每次请求")]),
    ("check", &[("check", "核验事项"), ("identity", "身份"), ("guardianship", "监护关系")]),
    ("link", &[("link", "关联程度"), ("direct", "直接相关"), ("indirect", "间接相关")]),
    (
        "protected",
        &[
            ("protected", "所保护的权益"),
            ("life", "生命"),
            ("property", "财产"),
            ("other-interest", "其他重大合法权益"),
        ],
    ),
    ("asking", &[("asking", "征得同意的难度"), ("hard", "很难得到本人同意"), ("easy", "易于得到本人同意")]),
    (
        "cite",
        &[
            ("cite", "所援引的规范"),
            ("law", "法律"),
            ("rule", "规定"),
            ("case", "案件"),
            ("order", "命令"),
            ("request", "机关要求"),
            ("contract", "合同"),
        ],
    ),
    ("plan", &[("plan", "预案"), ("incident", "安全事件"), ("shutdown", "停止运营")]),
    (
        "transform",
        &[
            ("transform", "变换"),
            ("deidentify", "去标识化"),
            ("anonymise", "匿名化"),
            ("aggregate", "汇总"),
            ("mask", "遮蔽显示"),
            ("relink", "重新关联"),
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::{Scale, sort, step, term};
    use crate::model::language;

    #[test]
    fn every_word_of_the_language_has_a_label() {
        let vocabulary = language::vocabulary();
        for (id, sort) in vocabulary.sorts() {
            for name in vocabulary.all_names(id).filter(|name| !name.starts_with("other-") || *name == "other-person") {
                assert!(term(&sort.name, name).is_some(), "{} {name}", sort.name);
            }
        }
        for name in language::sort_names() {
            assert!(sort(name).is_some(), "{name}");
        }
    }

    #[test]
    fn every_step_has_a_label() {
        for scale in Scale::ALL {
            let named = scale.steps().iter().enumerate().all(|(at, _)| step(*scale, at as u8).is_some());
            assert!(named && step(*scale, scale.steps().len() as u8).is_none(), "{}", scale.name());
        }
    }
}
