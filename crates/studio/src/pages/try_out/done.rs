//! What the author does in a try: the steps become longer, or shorter.

use std::collections::BTreeMap;

use authoring::TestEdit;
use db::InstanceTx;
use definition::{Advance, AnswerCompletion, FailCall, GiveOpinion, INPUT_PAGE, Press, Send, Test, TestStep};
use expr::Today;
use forms::{Answers, Journey};
use kernel::Slug;
use web::{Outcome, Posted};
use workflow::CallFailure;

use super::{BY, DO, NAME, PAGE, Refused, Scene, TRANSITION, read::submitted, told::OPINIONS};
use crate::keep::{self, Kept};

/// What follows from what was posted.
pub(super) enum Next {
    /// These steps.
    Steps(Vec<TestStep>),
    /// This action asks something first: who takes it.
    Ask(Slug, Slug),
    /// The page comes back.
    Refused(Box<Refused>),
}

pub(super) fn next(scene: &Scene<'_>, posted: &mut Posted) -> Next {
    let mut steps = scene.steps.clone();
    let asked = posted.value(DO).to_owned();
    match asked.as_str() {
        // a button of the questions themselves, an answer that changed: what they ask is seen again
        "remplir" | "" if !posted.value(PAGE).is_empty() => return fill(scene, posted),
        "agir" | "" if !posted.value(TRANSITION).is_empty() => return act(scene, posted),
        "envoyer" => steps.push(TestStep::Send(Send {})),
        "avancer" => steps.extend(advance(posted)),
        "completer" => steps.push(TestStep::AnswerCompletion(AnswerCompletion {})),
        "reculer" => drop(steps.pop()),
        "recommencer" => steps.clear(),
        action => {
            steps.extend(called(scene, action));
            if let Some((transition, by)) = chosen(action) {
                return choose(scene, steps, transition, by);
            }
            steps.extend(opinion(action));
        }
    }
    Next::Steps(steps)
}

/// `reponse:droits`, `echec:droits`: what becomes of a call.
fn called(scene: &Scene<'_>, action: &str) -> Option<TestStep> {
    let (what, connector) = action.split_once(':')?;
    let connector: Slug = connector.parse().ok()?;
    match what {
        "reponse" => scene.play().answering(&connector),
        "echec" => Some(TestStep::FailCall(FailCall { connector, how: CallFailure::Unreachable })),
        _ => None,
    }
}

/// `action:accepter:instructeur`.
fn chosen(action: &str) -> Option<(Slug, Slug)> {
    let (transition, by) = action.strip_prefix("action:")?.split_once(':')?;
    Some((transition.parse().ok()?, by.parse().ok()?))
}

/// `avis:favourable:urbanisme`.
fn opinion(action: &str) -> Option<TestStep> {
    let (word, by) = action.strip_prefix("avis:")?.split_once(':')?;
    let (_, opinion) = OPINIONS.into_iter().find(|(known, _)| *known == word)?;
    Some(TestStep::GiveOpinion(GiveOpinion { by: by.parse().ok()?, opinion }))
}

fn choose(scene: &Scene<'_>, mut steps: Vec<TestStep>, transition: Slug, by: Slug) -> Next {
    let asks = scene.compiled.workflow().transition(&transition).is_some_and(|found| found.input.is_some());
    if asks {
        return Next::Ask(transition, by);
    }
    steps.push(press(transition, by, BTreeMap::new()));
    Next::Steps(steps)
}

fn press(transition: Slug, by: Slug, input: BTreeMap<String, serde_json::Value>) -> TestStep {
    TestStep::Press(Press { transition, by, input, refused: false })
}

fn fill(scene: &Scene<'_>, posted: &mut Posted) -> Next {
    let page = posted.value(PAGE).to_owned();
    let sent = submitted(posted);
    let filled = scene.play().filling(&page, &sent);
    match filled {
        Ok(step) => Next::Steps(scene.steps.iter().cloned().chain([step]).collect()),
        Err(None) => Next::Steps(scene.steps.clone()),
        Err(Some(outcome)) => Next::Refused(Box::new(Refused { action: None, page, answers: outcome.answers, state: outcome.state })),
    }
}

fn act(scene: &Scene<'_>, posted: &mut Posted) -> Next {
    let (Ok(transition), Ok(by)) = (posted.value(TRANSITION).parse::<Slug>(), posted.value(BY).parse::<Slug>()) else {
        return Next::Steps(scene.steps.clone());
    };
    let found = scene.compiled.workflow().transition(&transition);
    let form = found.and_then(|found| scene.compiled.input(found.input.as_ref()?));
    let mut input = BTreeMap::new();
    if let Some(form) = form {
        let today = Today { now: scene.play().now() };
        let blank = Answers::default();
        let journey = Journey::new(form, &blank, scene.lists, today, &expr::Values::new());
        match journey.submit(INPUT_PAGE, &submitted(posted)) {
            Some(outcome) if outcome.may_go_on() => {
                let given = |slug: &str| outcome.answers.get(slug).filter(|answer| !answer.is_null()).cloned();
                input = form.fields().filter_map(|field| Some((field.slug().to_owned(), given(field.slug())?))).collect();
            }
            Some(outcome) => {
                let (action, page) = (Some((transition, by)), INPUT_PAGE.to_owned());
                return Next::Refused(Box::new(Refused { action, page, answers: outcome.answers, state: outcome.state }));
            }
            None => {}
        }
    }
    Next::Steps(scene.steps.iter().cloned().chain([press(transition, by, input)]).collect())
}

fn advance(posted: &Posted) -> Option<TestStep> {
    let count = |name: &str| posted.value(name).trim().parse::<u16>().ok().filter(|count| *count > 0);
    let advance = Advance { days: count("_jours"), working_days: count("_ouvres"), hours: None };
    (advance.days.is_some() || advance.working_days.is_some()).then_some(TestStep::Advance(advance))
}

/// Keeps the play as a test, with what it expects at the end; or says why not.
pub(super) async fn kept(tx: &mut InstanceTx, scene: &Scene<'_>, posted: &Posted) -> Outcome<Result<(), String>> {
    let name = posted.value(NAME).trim().to_owned();
    let play = scene.play();
    if name.is_empty() {
        return Ok(Err("Donnez un nom à l’essai.".to_owned()));
    }
    if play.stopped().is_some() {
        return Ok(Err("Le dernier geste n’est pas possible. Revenez un pas en arrière.".to_owned()));
    }
    let steps = scene.steps.iter().cloned().chain(play.expected()).collect();
    let edit = TestEdit::Add { test: Test { name, starts_on: Some(scene.starts_on), steps }, at: None }.into();
    Ok(match keep::edit(tx, scene.ctx, &scene.opened.work.slug, scene.opened.work.version, &[edit]).await? {
        Kept::Done => Ok(()),
        Kept::Refused(message) => Err(message),
        Kept::Overtaken(_) => Err("Quelqu’un d’autre a modifié la démarche. Gardez de nouveau.".to_owned()),
    })
}
