//! `candor policy coverage`: of each clause, what stands for it.

use candor::audit::{self, Covered, Standing};
use candor::diagnostic::Language;
use candor::policy::pack::Pack;
use candor::policy::texts::Told;
use serde::Serialize;

use crate::Status;
use crate::arguments::{Coverage, ListFormat, Manner};
use crate::commands::PerPolicy;
use crate::commands::packs_here;
use crate::output;

/// Runs the command. A clause for which nothing stands is a finding.
pub(crate) fn run(arguments: &Coverage, manner: &Manner) -> Status {
    let language = arguments.tongue.lang;
    let (packs, status) = packs_here(&arguments.packs.policies, &[language], manner);
    let covered: Vec<(&Pack, Vec<Covered>)> = packs.usable().map(|pack| (pack, audit::coverage(pack))).collect();
    let uncovered =
        covered.iter().flat_map(|(_, clauses)| clauses).any(|clause| clause.standing == Standing::Uncovered);
    let told =
        |(pack, clauses): &(&Pack, Vec<Covered>)| Teller { pack: pack.told(language), language }.tell(pack, clauses);
    let text = match arguments.form.format {
        ListFormat::Human => covered.iter().map(told).collect::<Vec<_>>().join("\n"),
        ListFormat::Json => json(&covered, language),
    };
    let found = if uncovered { Status::Found } else { Status::Clean };
    status.max(found).max(output::print_or_say(&text))
}

/// Tells of one pack in one language.
struct Teller<'p> {
    pack: Told<'p>,
    language: Language,
}

impl<'p> Teller<'p> {
    fn tell(&self, pack: &Pack, clauses: &[Covered<'p>]) -> String {
        let width = clauses.iter().map(|covered| covered.clause.id.chars().count()).max().unwrap_or_default();
        let lines: String = clauses.iter().map(|covered| self.line(covered, width)).collect();
        let title = self.pack.title().unwrap_or(&pack.title);
        let head = ["{0} {1}: {2}\n\n", "{0} {1}：{2}\n\n"];
        self.language.say(head, &[&pack.id, &pack.version, title]) + &lines + "\n" + &self.counts(clauses)
    }

    /// How many clauses are of each standing, and what that means.
    fn counts(&self, clauses: &[Covered]) -> String {
        let number = |count: usize| count.to_string();
        let mut text = self.language.say(["{0} clauses\n", "共{0}个条款\n"], &[&number(clauses.len())]);
        for standing in Standing::ALL {
            let number = clauses.iter().filter(|covered| covered.standing == standing).count();
            let meaning = self.language.of(meaning(standing));
            text += &format!("  {number:>4} {:<12} {meaning}\n", standing.word());
        }
        let human = clauses.iter().filter(|covered| covered.human.is_some()).count();
        let wordings = [
            "for {0} of them, a person must judge something that no rule can see\n",
            "其中{0}个条款另有规则无法看到、须由人判断之处\n",
        ];
        text + &self.language.say(wordings, &[&number(human)])
    }

    fn line(&self, covered: &Covered<'p>, width: usize) -> String {
        let indent = " ".repeat(width + 2);
        let first = self.first(covered);
        let mut text = format!("{:<width$}  {}{first}\n", covered.clause.id, covered.standing.word());
        let named = |wordings: [&str; 2], names: &[&str]| match names {
            [] => String::new(),
            names => format!("{indent}{}\n", self.language.say(wordings, &[&self.language.list(names)])),
        };
        text += &named(["bounds or excuses {0}", "为下列规则划定界限或者提供例外：{0}"], &covered.supports);
        text += &named(["has a row in {0}", "列入清单：{0}"], &covered.tables);
        let reason = covered.human.map(|own| self.pack.human(covered.clause).unwrap_or(own));
        text + &named(["a person must judge: {0}", "须由人判断：{0}"], reason.as_slice())
    }

    fn first(&self, covered: &Covered<'p>) -> String {
        match covered.standing {
            Standing::Enforced => self.language.say([" by {0}", "：{0}"], &[&self.language.list(&covered.rules)]),
            Standing::Informative | Standing::Uncovered => {
                let statement = self.pack.statement(covered.clause).unwrap_or(&covered.clause.statement);
                self.language.say([": {0}", "：{0}"], &[statement])
            }
            Standing::Supporting | Standing::Human => String::new(),
        }
    }
}

fn meaning(standing: Standing) -> [&'static str; 2] {
    match standing {
        Standing::Enforced => ["some rule finds a breach", "有规则能发现违反"],
        Standing::Supporting => {
            ["it bounds rules, excuses from them, or gives them a row", "为规则划定界限、提供例外或者列入其清单"]
        }
        Standing::Human => ["only a person can judge it", "只能由人判断"],
        Standing::Informative => {
            ["it tells or defines something, and asks for nothing", "仅作说明或者定义，不提出要求"]
        }
        Standing::Uncovered => ["nothing stands for it", "没有任何规则或者说明与之对应"],
    }
}

#[derive(Serialize)]
struct Policy<'a> {
    id: &'a str,
    version: &'a str,
    clauses: Vec<Clause<'a>>,
}

#[derive(Serialize)]
struct Clause<'a> {
    id: &'a str,
    statement: &'a str,
    standing: &'static str,
    rules: &'a [&'a str],
    supports: &'a [&'a str],
    tables: &'a [&'a str],
    human: Option<&'a str>,
}

fn json(covered: &[(&Pack, Vec<Covered>)], language: Language) -> String {
    let policies = covered.iter().map(|(pack, clauses)| Policy {
        id: &pack.id,
        version: &pack.version,
        clauses: clauses.iter().map(|covered| clause(covered, pack.told(language))).collect(),
    });
    output::json(&PerPolicy::new(policies))
}

fn clause<'a>(covered: &'a Covered<'a>, told: Told<'a>) -> Clause<'a> {
    Clause {
        id: &covered.clause.id,
        statement: told.statement(covered.clause).unwrap_or(&covered.clause.statement),
        standing: covered.standing.word(),
        rules: &covered.rules,
        supports: &covered.supports,
        tables: &covered.tables,
        human: covered.human.map(|own| told.human(covered.clause).unwrap_or(own)),
    }
}
