//! Sending: a draft becomes a case, once.

use std::collections::BTreeMap;

use db::{
    DbError, Doc, InstanceKey, InstanceTx, Stage,
    jobs::{self, NewJob},
};
use definition::Compiled;
use expr::{Today, Value, Values};
use forms::{Answers, CompiledField, Journey, Lookups};
use kernel::{
    Moment, Personal, Problem, Slug,
    id::{AttachmentId, CaseId},
};
use records::Audience;
use serde::{Deserialize, Serialize};
use web::{Failure, Person};
use workflow::{Snapshot, start};

use crate::{
    Cases,
    advance::{Hand, nature},
    citizen::{Citizen, certified},
    effects::leaves,
    erasing::{asks_sensitive, kept_until_if_over},
    model::{Channel, EntryKind, FileOrigin, TrackingCode, Verdict, reference},
    routing::{receiving_team, team_behind},
    sealing::Holder,
    store::{
        self,
        attachments::Attachment,
        cases::{CaseRow, NewCase},
        drafts::{Draft, DraftFile},
    },
};

/// Closes the draft of a case that is kept; kind of job.
pub(crate) const CLOSE_DRAFT: &str = "cases.close-draft";

/// Which draft became which case.
#[derive(Serialize, Deserialize)]
pub(crate) struct CloseOrder {
    pub draft: kernel::id::DraftId,
}

/// What sending gave.
pub(crate) enum Sent {
    /// The case is kept; here is how to follow it.
    Kept(TrackingCode),
    /// Something is still to be answered, on this page.
    Incomplete(String),
}

/// Who sends what.
pub(crate) struct Sender<'a> {
    pub person: Option<&'a Person>,
    /// The case that opens this one, in the same citizen's name.
    pub from: Option<&'a CaseRow>,
    pub channel: Channel,
    /// Whether the draft is kept on the platform, and must not change meanwhile.
    pub is_kept: bool,
}

impl Cases {
    /// Sends a draft. Its identifier becomes the case's, so that sending twice
    /// gives one case, and the second time the same answer.
    pub(crate) async fn file(&self, moment: &Moment, draft: &Draft, files: &[DraftFile], sender: Sender<'_>) -> Result<Sent, Failure> {
        let publisher = InstanceKey::parse(&draft.instance).ok_or_else(|| Failure::fault("a draft names no instance"))?;
        let compiled = self.compiled_in(&publisher, &draft.definition).await?;
        let answers = self.open(&draft.answers.0, Holder::Draft(draft.id))?;
        let extra = outer_values(sender.person, sender.channel, &draft.authority);
        let lists = self.lists_for(&publisher, compiled.form(), Audience::Citizens).await?;
        let certified = certified(sender.person);
        let journey = Journey::for_citizen(compiled.form(), &answers, &lists, Today { now: moment.now }, &extra, &certified);
        if let Some(page) = journey.first_to_do() {
            return Ok(Sent::Incomplete(page.to_owned()));
        }
        let filed = journey.filed_answers();
        let authority = self.competent(&compiled, &filed, &draft.authority);
        // what is tried in a test space stays there
        let instance = match publisher.stage {
            Stage::Production => self.territory().directory().instance_of(&authority),
            Stage::Test => publisher.clone(),
        };
        // files of a page that is no longer asked are let go, not sent
        let named = compiled.form().files(&filed);
        let files: Vec<&DraftFile> = files.iter().filter(|file| named.iter().any(|named| named.id == file.id.to_string())).collect();
        if sender.is_kept {
            self.freeze(draft, &instance).await?;
        }
        // files first, whole and on disk: what is acknowledged is kept
        self.bring_files(&publisher, &instance, &files).await?;
        let verdicts = self.verdicts(&publisher, &files).await?;

        let step = start(compiled.workflow(), journey.values(), moment.now);
        let citizen = sender.from.map_or_else(|| Citizen::of(sender.person, &compiled, &filed), Citizen::in_case);
        let id = CaseId::from_uuid(draft.id.uuid());
        let code = self.tracking_code(&instance, id);
        let mut row = CaseRow {
            id,
            // drawn below, where the others are known
            reference: String::new(),
            teleservice: draft.teleservice.clone(),
            definition: draft.definition.clone(),
            title: compiled.about().title.clone(),
            state: Doc(step.state.clone()),
            listed: listed(&compiled, &filed, self.lookups()).map(Personal::new),
            answers: Doc(self.seal(compiled.form(), &filed, Holder::Case(&instance, id), &*moment.rng)?),
            subject: citizen.subject,
            citizen_name: citizen.name,
            citizen_folded: citizen.folded,
            email: citizen.email,
            phone: citizen.phone,
            authority,
            channel: sender.channel,
            depth: sender.from.map_or(0, |from| from.depth + 1),
            moved_to: None,
            filed_at: moment.now,
            updated_at: moment.now,
            awaits_agent: true,
            closed_at: None,
        };
        let mut tx = self.databases().instance_write(&instance).await?;
        if store::cases::by_id(&mut tx, id).await?.is_some() {
            return Ok(Sent::Kept(code));
        }
        row.reference = free_reference(&mut tx, moment, &row.authority).await?;
        let bindings = store::definitions::bindings(&mut tx, &row.teleservice).await?;
        let state = &mut row.state.0;
        state.team = match &state.team {
            // a workflow names functions; the instance says which team is behind
            Some(function) => team_behind(&bindings, function).or_else(|| Some(function.clone())),
            None => receiving_team(&compiled, &bindings),
        };
        if instance != publisher {
            self.keep_definition(&mut tx, moment, &publisher, &compiled).await?;
        }
        let nature = nature(&compiled, &row.state.0);
        let sensitive_until = kept_until_if_over(asks_sensitive(&compiled), &compiled, nature, moment.now);
        let new = NewCase { nature, tracking_digest: &code.digest(), row: &row, sensitive_until };
        match store::cases::add(&mut tx, new).await {
            // the other press of a double click was first, or somebody drew our number meanwhile
            Err(DbError::Unique) => {
                drop(tx);
                let mut tx = self.databases().instance_read(&instance).await?;
                return match store::cases::by_id(&mut tx, id).await? {
                    Some(_) => Ok(Sent::Kept(code)),
                    None => Err(DbError::Conflict.into()),
                };
            }
            added => added?,
        }
        for file in &files {
            self.attach(&mut tx, moment, id, attachment(file, verdicts.get(&file.id).copied(), moment)).await?;
        }
        let service = self.service_name(&row);
        self.line(&mut tx, moment, &row, EntryKind::Filed, &service, "Demande reçue", true).await?;
        let hand = Hand { instance: &instance, compiled: &compiled, who: &service, input: Default::default(), awaits_agent: true };
        let mut own = None;
        let (leaving, here): (Vec<_>, Vec<_>) = step.effects.into_iter().enumerate().partition(|(_, effect)| leaves(effect));
        for (index, mut effect) in here {
            if own.is_none() {
                own = self.own_letter(&mut tx, &instance, &compiled, &row, &mut effect).await?;
            }
            self.apply(&mut tx, moment, &row, &effect, &format!("filed:{index}"), &hand).await?;
        }
        self.acknowledge(&mut tx, moment, &instance, &compiled, &row, own).await?;
        // its receipt leaves with it
        for (index, effect) in leaving {
            self.apply(&mut tx, moment, &row, &effect, &format!("filed:{index}"), &hand).await?;
        }
        self.plan(&mut tx, moment, &instance, &row, &compiled).await?;
        jobs::enqueue(&mut tx, moment, NewJob::new(CLOSE_DRAFT, CloseOrder { draft: draft.id }).key(format!("close:{id}"))).await?;
        self.announce(&mut tx, moment, &row).await?;
        tx.commit().await?;
        self.follow_now(moment, &instance, id).await;
        Ok(Sent::Kept(code))
    }

    /// Holds the draft to what was read: one draft never becomes two cases, and
    /// what is written meanwhile in another tab is not lost.
    async fn freeze(&self, draft: &Draft, instance: &InstanceKey) -> Result<(), Failure> {
        let mut tx = self.databases().platform_write().await?;
        if !store::drafts::hold_for(&mut tx, draft, &instance.to_string()).await? {
            let sentence =
                "Ce brouillon a changé dans un autre onglet, ou il est déjà parti. Rechargez le récapitulatif, vérifiez, puis envoyez.";
            return Err(Problem::Conflict(sentence.to_owned()).into());
        }
        Ok(tx.commit().await?)
    }

    /// Keeps a definition where a case that follows it goes, from where it is kept:
    /// its other database is read while this one is written, once.
    pub(crate) async fn keep_definition(
        &self,
        tx: &mut InstanceTx,
        moment: &Moment,
        from: &InstanceKey,
        compiled: &Compiled,
    ) -> Result<(), Failure> {
        let hash = compiled.hash().to_string();
        if store::definitions::is_kept(tx, &hash).await? {
            return Ok(());
        }
        let document = store::definitions::document(&mut self.databases().instance_read(from).await?, &hash).await?;
        Ok(store::definitions::keep(tx, &hash, (&compiled.about().slug, &compiled.about().title), document, moment.now).await?)
    }

    async fn bring_files(&self, from: &InstanceKey, to: &InstanceKey, files: &[&DraftFile]) -> Result<(), Failure> {
        if from != to {
            for file in files {
                let content = self.blobs().open(from, &file.hash).await?;
                self.blobs().put(to, content).await?;
            }
        }
        Ok(())
    }

    async fn verdicts(&self, publisher: &InstanceKey, files: &[&DraftFile]) -> Result<BTreeMap<AttachmentId, Verdict>, Failure> {
        if files.is_empty() {
            return Ok(BTreeMap::new());
        }
        let files: Vec<AttachmentId> = files.iter().map(|file| file.id).collect();
        let mut tx = self.databases().instance_read(publisher).await?;
        Ok(store::examinations::of_files(&mut tx, &files).await?)
    }

    /// What the workflow of a case looks at.
    pub(crate) fn snapshot(&self, compiled: &Compiled, instance: &InstanceKey, row: &CaseRow) -> db::Result<Snapshot> {
        let answers = self.answers_of(instance, row)?;
        Ok(Snapshot { answers: self.journey(compiled, &answers, row).values().clone(), state: row.state.0.clone() })
    }
}

/// A file of a draft as its case has it. Unless it is known to be clean, it is
/// asked about again: who sent it is then told, whichever came first.
fn attachment(file: &DraftFile, verdict: Option<Verdict>, moment: &Moment) -> Attachment {
    Attachment {
        id: file.id,
        field: Some(file.field.clone()),
        origin: FileOrigin::Citizen,
        visible: true,
        name: file.name.clone(),
        media_type: file.media_type.clone(),
        size: file.size,
        hash: file.hash.clone(),
        at: moment.now,
        verdict: verdict.map(|verdict| if verdict == Verdict::Clean { verdict } else { Verdict::Waiting }),
    }
}

/// What every form may read besides its own answers (`definition::outer_scope`).
pub(crate) fn outer_values(person: Option<&Person>, channel: Channel, authority: &Slug) -> Values {
    let how = Standing { is_signed_in: person.is_some(), is_certified: person.is_some_and(Person::is_certified) };
    values_of(person, how, channel, authority)
}

/// The same once the request is filed: what was asked of whoever had an account,
/// or a certified identity, still was.
pub(crate) fn filed_values(row: &CaseRow, answers: &Answers) -> Values {
    let how = Standing { is_signed_in: row.subject.is_some(), is_certified: answers.is_certified() };
    values_of(None, how, row.channel, &row.authority)
}

/// How sure one is of who asks.
struct Standing {
    is_signed_in: bool,
    is_certified: bool,
}

fn values_of(person: Option<&Person>, how: Standing, channel: Channel, authority: &Slug) -> Values {
    let text = |person: &Person, name: &str| match person.claim(name) {
        "" => Value::Null,
        claim => Value::Text(claim.to_owned()),
    };
    let mut citizen = std::collections::BTreeMap::new();
    if let Some(person) = person {
        for name in ["given_name", "family_name", "birth_name", "email", "phone_number"] {
            citizen.insert(name.to_owned(), text(person, name));
        }
        let born = person.claim("birthdate").parse().map_or(Value::Null, Value::Date);
        citizen.insert("birthdate".to_owned(), born);
        let names = [("given_names", "given_name"), ("family_name", "family_name")];
        let names = names.map(|(part, claim)| (part.to_owned(), text(person, claim)));
        if names.iter().all(|(_, name)| name.is_present()) {
            citizen.insert("identity".to_owned(), Value::Record(names.into()));
        }
    }
    citizen.insert("signed_in".to_owned(), Value::Bool(how.is_signed_in));
    citizen.insert("certified".to_owned(), Value::Bool(how.is_certified));
    let channel = if channel == Channel::Desk { "desk" } else { "online" };
    let case = [("authority", authority.as_str()), ("channel", channel)];
    let case = case.map(|(name, text)| (name.to_owned(), Value::Text(text.to_owned()))).into();
    [("citizen".to_owned(), Value::Record(citizen)), ("case".to_owned(), Value::Record(case))].into()
}

/// What tells a request from another in a list: the answers that its author
/// wants listed, sensitive ones left out.
pub(crate) fn listed(compiled: &Compiled, answers: &Answers, lookups: &Lookups) -> Option<String> {
    let is_listed = |field: &&CompiledField| field.field().listed && !field.is_sensitive();
    let answered = |field: &CompiledField| {
        answers.get(field.slug()).filter(|answer| !answer.is_null()).map(|answer| field.kind().text(answer, lookups))
    };
    let texts = compiled.form().fields().filter(is_listed).filter_map(answered);
    let lines: Vec<String> = texts.filter_map(|text| text.lines().next().map(str::to_owned)).filter(|line| !line.is_empty()).collect();
    (!lines.is_empty()).then(|| lines.join(" · "))
}

/// Numbers drawn for one case: of a hundred thousand in a year, one in ten thousand is taken already.
const DRAWS: usize = 8;

/// A number that no case of this instance has.
async fn free_reference(tx: &mut InstanceTx, moment: &Moment, authority: &Slug) -> Result<String, DbError> {
    for _ in 0..DRAWS {
        let drawn = reference(authority, moment.now, &*moment.rng);
        if !store::cases::has_reference(tx, &drawn).await? {
            return Ok(drawn);
        }
    }
    Err(DbError::Conflict)
}
