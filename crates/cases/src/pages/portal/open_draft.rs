//! The draft of a path, for its owner only.

use std::{collections::HashMap, sync::Arc};

use db::InstanceKey;
use definition::Compiled;
use forms::{Answers, Lookups};
use kernel::id::{CaseId, DraftId};
use records::Audience;
use ui::{Page, heading, html, lead, link_button, secondary_link_button};
use web::{Ctx, Failure, Html};

use super::{cover::owner, gate, stop::Stop, urls};
use crate::{
    Cases,
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
    /// What was answered so far.
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
        drop(tx);
        let lists = cases.lists_for(&publisher, compiled.form(), Audience::Citizens).await?;
        let answers = Answers::from_json(draft.answers.expose().clone());
        let signed_out = belongs || gate::needs_sign_in(&compiled.about().settings, ctx);
        Ok(Self { draft, files, publisher, compiled, lists, answers, signed_out })
    }

    /// The name of the authority on whose page it was begun.
    pub(super) fn provider(&self, cases: &Cases) -> ui::Provider {
        cases.territory().directory().provider(&self.draft.authority)
    }
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
