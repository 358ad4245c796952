//! A fictive case, played step by step: what the studio shows while an author
//! tries a téléservice, and what it keeps as a test.

use std::collections::BTreeMap;

use forms::{Answers, Journey, Lookups, Outcome, Submitted};
use jiff::Timestamp;
use kernel::Slug;
use workflow::{Actor, CITIZEN, Effect, EffectSpec, Recipient, Snapshot, Transition};

use super::{fill, play, player::Player};
use crate::{Compiled, Expect, Fill, Rendered, RenderedDocument, TestStep};

/// What came of a series of steps.
pub struct Rehearsal<'a> {
    pub(super) player: Player<'a>,
    happened: Vec<Happened>,
    stopped: Option<Stopped>,
}

/// Something that a step brought about.
pub struct Happened {
    /// The step, from 0.
    pub step: usize,
    /// When.
    pub at: Timestamp,
    /// What.
    pub told: Told,
}

/// What was brought about, in the words that people would read.
pub enum Told {
    /// A message left.
    Message {
        /// Its template.
        template: Slug,
        /// To whom.
        to: Recipient,
        /// Its words.
        words: Rendered,
    },
    /// A document was made.
    Document {
        /// Its template.
        template: Slug,
        /// Its words.
        words: RenderedDocument,
        /// Whether the citizen sees it.
        share: bool,
    },
    /// Something was not done: its condition did not hold.
    Skipped(EffectSpec),
    /// Anything else.
    Other(Effect),
}

/// Where the play went wrong.
pub struct Stopped {
    /// The step, from 0.
    pub step: usize,
    /// Why, in French.
    pub why: String,
}

impl<'a> Rehearsal<'a> {
    /// Plays these steps. It stops at the first that goes wrong.
    pub fn play(compiled: &'a Compiled, lookups: &'a Lookups, start: Timestamp, steps: &[TestStep]) -> Self {
        let mut rehearsal = Self { player: Player::new(compiled, lookups, start), happened: Vec::new(), stopped: None };
        for (step, one) in steps.iter().enumerate() {
            let wrong = play(&mut rehearsal.player, one);
            let at = rehearsal.player.now;
            rehearsal.happened.extend(rehearsal.player.told.drain(..).map(|told| Happened { step, at, told }));
            if !wrong.is_empty() {
                rehearsal.stopped = Some(Stopped { step, why: wrong.join(" ") });
                break;
            }
        }
        rehearsal
    }

    /// Where it went wrong.
    pub fn stopped(&self) -> Option<&Stopped> {
        self.stopped.as_ref()
    }

    /// What came of each step, in order.
    pub fn happened(&self) -> &[Happened] {
        &self.happened
    }

    /// The time it is in the play.
    pub fn now(&self) -> Timestamp {
        self.player.now
    }

    /// The form as it stands.
    pub fn journey(&self) -> Journey<'_> {
        self.player.journey(&Player::extra())
    }

    /// The form with other answers: those of a page that was refused.
    pub fn journey_with<'b>(&'b self, answers: &'b Answers) -> Journey<'b> {
        Journey::new(self.player.compiled.form(), answers, self.player.lookups, self.player.today(), &Player::extra())
    }

    /// The case, once sent.
    pub fn case(&self) -> Option<&Snapshot> {
        self.player.case.as_ref()
    }

    /// What may be done now, and by whom.
    pub fn offered(&self) -> Vec<(&'a Transition, Slug)> {
        let (Some(case), compiled) = (self.case(), self.player.compiled) else { return vec![] };
        let workflow = compiled.workflow().workflow();
        let citizen: Option<Slug> = CITIZEN.parse().ok();
        let actors = workflow.functions.iter().map(|function| function.slug.clone()).chain(citizen);
        let may = |by: Slug| {
            let actor: Actor = super::act::actor(&by);
            workflow::available(compiled.workflow(), case, &actor, self.now()).into_iter().map(move |transition| (transition, by.clone()))
        };
        actors.flat_map(may).collect()
    }

    /// The step that fills in a page with what was sent for it.
    ///
    /// # Errors
    /// What is wrong, as the page shows it; nothing when the page is not asked.
    pub fn filling(&self, page: &str, submitted: &Submitted) -> Result<TestStep, Option<Box<Outcome>>> {
        let journey = self.journey();
        let outcome = journey.submit(page, submitted).ok_or(None)?;
        if !outcome.may_go_on() {
            return Err(Some(Box::new(outcome)));
        }
        let fields = self.player.compiled.form().page(page).map(|page| page.fields()).unwrap_or_default();
        let given = fields.iter().filter(|field| field.kind().is_asked()).filter_map(|field| {
            let answer = outcome.answers.get(field.slug()).filter(|answer| !answer.is_null())?;
            Some((field.slug().to_owned(), fill::written(field, answer)))
        });
        Ok(TestStep::Fill(Fill { page: page.to_owned(), values: given.collect() }))
    }

    /// What a test may expect after the last step: where the case is, and what was said.
    pub fn expected(&self) -> Option<TestStep> {
        let last = self.happened.iter().map(|one| one.step).max();
        let now = || self.happened.iter().filter(|one| Some(one.step) == last);
        let message = now().find_map(|one| if let Told::Message { template, to, .. } = &one.told { Some((template, to)) } else { None });
        let document = now().find_map(|one| if let Told::Document { template, .. } = &one.told { Some(template.clone()) } else { None });
        let case = self.case()?;
        let (message, message_to) = message.map(|(template, to)| (template.clone(), to.clone())).unzip();
        Some(TestStep::Expect(Expect { status: Some(case.state.status.clone()), message, message_to, document, ..Expect::default() }))
    }

    /// The functions whose opinion is awaited.
    pub fn awaited(&self) -> &[Slug] {
        let is_awaited = self.case().is_some_and(|case| case.state.opinions.pending > 0);
        if is_awaited { &self.player.awaited } else { &[] }
    }

    /// What was answered so far.
    pub fn answers(&self) -> &Answers {
        &self.player.answers
    }

    /// What agents recorded, in words.
    pub fn data(&self) -> BTreeMap<String, String> {
        self.case().map(|case| self.player.compiled.data_texts(&case.state)).unwrap_or_default()
    }
}
