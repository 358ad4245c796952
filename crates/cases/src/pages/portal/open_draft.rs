//! The draft of a path, for its owner only.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
};

use db::{InstanceKey, Stage};
use definition::Compiled;
use forms::{Answers, Lookups};
use kernel::id::{AttachmentId, CaseId, DraftId};
use records::Audience;
use ui::{Page, heading, html, lead, link_button, secondary_link_button};
use web::{Ctx, Failure, Html};

use super::{cover::owner, gate, stop::Stop, urls};
use crate::{
    Cases,
    model::Verdict,
    sealing::Holder,
    store::{
        self,
        drafts::{Draft, DraftFile},
    },
};

/// A draft that this person may go on with.
pub(super) struct OpenDraft {
    /// Its row.
    pub draft: Draft,
    /// Its files.
    pub files: Vec<DraftFile>,
    /// The instance that publishes its definition and keeps its files.
    pub publisher: InstanceKey,
    /// Its definition.
    pub compiled: Arc<Compiled>,
    /// The lists that its form chooses from.
    pub lists: Arc<Lookups>,
    /// What the antivirus says of its files.
    pub verdicts: BTreeMap<AttachmentId, Verdict>,
    /// What was answered so far.
    pub saved: Answers,
    /// The same without the files that held a virus: they are to be sent again.
    pub answers: Answers,
    /// Whether it belongs to an account, or needs one, and nobody is signed in.
    pub signed_out: bool,
}

impl OpenDraft {
    /// To read it: whoever must sign in does so first.
    pub(super) async fn to_read(cases: &Cases, ctx: &Ctx, params: &HashMap<String, String>) -> Result<Self, Stop> {
        let open = Self::to_write(cases, ctx, params).await?;
        let back_to = ctx.uri().path_and_query().map_or("/", |path| path.as_str());
        if open.signed_out { Err(Stop::to(&ctx.sign_in_url(back_to, false))) } else { Ok(open) }
    }

    /// To save into it: what was typed in a session that ended is kept, and
    /// shown again only once she is back.
    pub(super) async fn to_write(cases: &Cases, ctx: &Ctx, params: &HashMap<String, String>) -> Result<Self, Stop> {
        let Ok(id) = super::param::<DraftId>(params, "draft") else { return Err(lost()) };
        let mut tx = ctx.platform_read().await?;
        let Some(draft) = store::drafts::of_owner(&mut tx, owner(ctx), id, ctx.moment().now).await? else { return Err(lost()) };
        let files = store::drafts::files(&mut tx, id).await?;
        drop(tx);
        if ctx.person().is_some_and(|person| draft.subject.as_ref().is_some_and(|subject| *subject != person.subject)) {
            // the same browser, somebody else's account
            return Err(lost());
        }
        let belongs = draft.subject.is_some() && ctx.person().is_none();
        if let Some(sent_to) = draft.sent_to.as_ref().filter(|_| !belongs) {
            return Err(Stop::to(&receipt_of(cases, sent_to)?));
        }
        let publisher = InstanceKey::parse(&draft.instance).ok_or_else(|| Failure::fault("a draft names no instance"))?;
        let mut tx = ctx.instance_read(&publisher).await?;
        let compiled = cases.compiled(&mut tx, &draft.definition).await?;
        let joined: Vec<AttachmentId> = files.iter().map(|file| file.id).collect();
        let verdicts = store::examinations::of_files(&mut tx, &joined).await?;
        drop(tx);
        if gate::needs_certification(&compiled.about().settings, ctx) {
            return Err(gate::how_to_certify(&urls::summary(id)));
        }
        let lists = cases.lists_for(&publisher, compiled.form(), Audience::Citizens).await?;
        let saved = cases.open(&draft.answers.0, Holder::Draft(id))?;
        let answers = match verdicts.values().any(|verdict| *verdict == Verdict::Infected) {
            true => compiled.form().without_files(&saved, |file| is_infected(&verdicts, &file.id)),
            false => saved.clone(),
        };
        let signed_out = belongs || gate::needs_sign_in(&compiled.about().settings, ctx);
        Ok(Self { draft, files, publisher, compiled, lists, verdicts, saved, answers, signed_out })
    }

    /// The inputs whose file held a virus.
    pub(super) fn infected(&self) -> impl Iterator<Item = &str> {
        let infected = self.files.iter().filter(|file| self.verdicts.get(&file.id) == Some(&Verdict::Infected));
        infected.map(|file| file.field.as_str())
    }

    /// Whether a file named by the answers is not examined yet.
    pub(super) fn is_waiting(&self, cases: &Cases, file: &str) -> bool {
        let known = file.parse().ok().filter(|id| self.files.iter().any(|file| file.id == *id));
        // one that is not among the draft's arrived just now
        known.map_or(cases.on_arrival(), |id: AttachmentId| self.verdicts.get(&id).copied()) == Some(Verdict::Waiting)
    }

    /// Whether it is tried out, for nothing real.
    pub(super) fn is_test(&self) -> bool {
        self.publisher.stage == Stage::Test
    }

    /// The name of the authority on whose page it was begun.
    pub(super) fn provider(&self, cases: &Cases) -> ui::Provider {
        cases.territory().directory().provider(&self.draft.authority)
    }
}

fn is_infected(verdicts: &BTreeMap<AttachmentId, Verdict>, file: &str) -> bool {
    file.parse().is_ok_and(|file: AttachmentId| verdicts.get(&file) == Some(&Verdict::Infected))
}

/// The page of the case that a draft became: `instance/case`.
fn receipt_of(cases: &Cases, sent_to: &str) -> Result<String, Failure> {
    let kept = sent_to.split_once('/').and_then(|(instance, case)| Some((InstanceKey::parse(instance)?, case.parse::<CaseId>().ok()?)));
    let (instance, case) = kept.ok_or_else(|| Failure::fault("a draft was sent nowhere"))?;
    Ok(format!("{}?envoyee", urls::tracked(&cases.tracking_code(&instance, case).text())))
}

/// No such draft, or not hers: she cannot know which.
fn lost() -> Stop {
    let body = html! {
        (heading(None, "Ce brouillon n’est plus là"))
        (lead("Il a peut-être été envoyé, effacé, ou commencé sur un autre appareil."))
        p { "Connectez-vous, ou reprenez l’appareil sur lequel vous l’avez commencé. Un brouillon est effacé si vous n’y revenez pas à temps." }
        (ui::button_row(html! {
            (link_button(urls::DASHBOARD, "Voir mes brouillons"))
            (secondary_link_button("/", "Revenir à l’accueil"))
        }))
    };
    Stop::instead(Html::new(Page::new("Brouillon introuvable", body).status(404).narrow()))
}
