//! What an import would do, said before it is done.

use std::collections::BTreeMap;

use authoring::compare::differences;
use cases::{Incoming, Lack, model::Origin};
use db::{InstanceKey, InstanceTx};
use definition::{Compiled, Definition, Needed, TestReport, lint, run_tests};
use kernel::Slug;
use web::Failure;

use super::{check, deployment::Deployment, plain};
use crate::starter::{TEAM, told};

/// A definition read, with where it comes from.
pub struct Candidate {
    pub source: String,
    pub definition: Definition,
}

/// The plan of an import.
pub struct Plan {
    instance: InstanceKey,
    lines: Vec<Line>,
}

/// What becomes of one téléservice.
struct Line {
    slug: Slug,
    title: String,
    source: String,
    fate: Fate,
    /// What whoever decides should know.
    notes: Vec<String>,
}

enum Fate {
    Added(Incoming),
    Changed(Incoming, Vec<String>),
    Unchanged,
    Refused(Vec<String>),
}

impl Plan {
    /// Compares definitions with what an instance publishes; it is only read.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn make(deployment: &Deployment, instance: &InstanceKey, candidates: Vec<Candidate>) -> Result<Self, String> {
        let mut tx = deployment.read(instance).await?;
        let mut twice: BTreeMap<Slug, usize> = BTreeMap::new();
        candidates.iter().for_each(|one| *twice.entry(one.definition.slug.clone()).or_default() += 1);
        let mut lines = Vec::new();
        for candidate in candidates {
            let is_single = twice.get(&candidate.definition.slug) == Some(&1);
            let mut line = line(deployment, &mut tx, candidate).await.map_err(told)?;
            if !is_single {
                line.fate = Fate::Refused(vec!["another file of this import has the same name: keep one".to_owned()]);
            }
            lines.push(line);
        }
        Ok(Self { instance: instance.clone(), lines })
    }

    /// Whether something is refused: then nothing is done.
    pub fn is_refused(&self) -> bool {
        self.lines.iter().any(|line| matches!(line.fate, Fate::Refused(_)))
    }

    /// What is to be published.
    pub fn incoming(self) -> Vec<Incoming> {
        let incoming = |line: Line| match line.fate {
            Fate::Added(incoming) | Fate::Changed(incoming, _) => Some(incoming),
            Fate::Unchanged | Fate::Refused(_) => None,
        };
        self.lines.into_iter().filter_map(incoming).collect()
    }

    /// The plan, line by line, in words.
    pub fn told(&self) -> Vec<String> {
        let mut told = vec![format!("Plan for {}:", self.instance), String::new()];
        for line in &self.lines {
            let (word, details) = line.fate.words();
            told.push(format!("{word:<10} {:<28} {} ({})", line.slug.as_str(), line.title, line.source));
            told.extend(details.iter().chain(&line.notes).map(|detail| format!("           - {detail}")));
        }
        told.extend([String::new(), self.counts()]);
        told.iter().map(|line| plain(&line.replace('\n', " ⏎ "))).collect()
    }

    fn counts(&self) -> String {
        let count = |word: &str| self.lines.iter().filter(|line| line.fate.words().0 == word).count();
        let counts = ["added", "changed", "unchanged", "refused"].map(|word| format!("{} {word}", count(word)));
        format!("{}.", counts.join(", "))
    }
}

impl Fate {
    fn words(&self) -> (&'static str, &[String]) {
        match self {
            Self::Added(_) => ("added", &[]),
            Self::Changed(_, differences) => ("changed", differences),
            Self::Unchanged => ("unchanged", &[]),
            Self::Refused(reasons) => ("refused", reasons),
        }
    }
}

async fn line(deployment: &Deployment, tx: &mut InstanceTx, candidate: Candidate) -> Result<Line, Failure> {
    let Candidate { source, definition } = candidate;
    let (slug, title) = (definition.slug.clone(), definition.title.clone());
    let live = deployment.cases.live(tx, &slug).await?;
    let was = match &live {
        Some(live) => Some(deployment.cases.document(tx, &live.compiled.hash().to_string()).await?),
        None => None,
    };
    let made = |fate, notes| Ok(Line { slug: slug.clone(), title: title.clone(), source: source.clone(), fate, notes });
    if was.as_ref() == Some(&definition) {
        return made(Fate::Unchanged, Vec::new());
    }
    if live.as_ref().is_some_and(|live| live.origin == Origin::Shared) {
        return made(Fate::Refused(vec!["the Métropole shares it: import it in hers".to_owned()]), Vec::new());
    }
    let findings = lint(&definition);
    let (wrong, better): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.is_error());
    if !wrong.is_empty() {
        return made(Fate::Refused(wrong.into_iter().map(check::line).collect()), Vec::new());
    }
    let mut notes: Vec<String> = better.into_iter().map(check::line).collect();
    if let Ok(compiled) = Compiled::new(definition.clone()) {
        let reports = run_tests(&compiled, &definition.tests, deployment.cases.lists());
        let red = red(&reports);
        if !red.is_empty() {
            return made(Fate::Refused(red), notes);
        }
        notes.push(format!("tests: {} green", reports.len()));
        notes.extend(unbound(deployment, tx, &definition).await?);
    }
    let changes = was.map(|was| differences(&was, &definition).iter().map(ToString::to_string).collect());
    let seen = live.as_ref().map(|live| live.compiled.hash().to_string());
    match (deployment.cases.check(definition), changes) {
        (Err(refusal), _) => made(Fate::Refused(vec![told(refusal)]), notes),
        (Ok(publication), None) => made(Fate::Added(Incoming { publication, seen }), notes),
        (Ok(publication), Some(changes)) => made(Fate::Changed(Incoming { publication, seen }, changes), notes),
    }
}

fn red(reports: &[TestReport]) -> Vec<String> {
    let red = reports.iter().filter(|report| !report.passed);
    red.map(|report| format!("red test « {} »: {}", report.name, report.failures.join(" "))).collect()
}

/// What the definition needs and the instance lacks.
async fn unbound(deployment: &Deployment, tx: &mut InstanceTx, definition: &Definition) -> Result<Vec<String>, Failure> {
    let lacks = deployment.cases.lacks(tx, definition).await?;
    Ok(lacks.into_iter().map(|lack| lacking(&lack)).collect())
}

fn lacking(lack: &Lack) -> String {
    match &lack.need.what {
        Needed::Function { slug, label } => format!("function {slug} ({label}): the team « {} » will stand behind it", TEAM.1),
        Needed::Team(team) => format!("team {team}: there is none of this name"),
        Needed::Connector { slug, label } => format!("connector {slug} ({label}): nothing stands behind it"),
        Needed::Teleservice(slug) => format!("teleservice {slug}: it is not published there"),
        Needed::List { name, .. } if lack.private.is_some() => format!("list {name}: citizens may not read it"),
        Needed::List { name, .. } => format!("list {name}: there is none of this name"),
    }
}
