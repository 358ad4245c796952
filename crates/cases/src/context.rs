//! What the texts of a case may say.

use std::collections::BTreeMap;

use db::InstanceKey;
use definition::{AuthorityContext, CaseContext, Compiled, Context, ServiceContext};
use forms::{Section, Sensitive, summary_pairs};
use web::Site;

use crate::{
    Cases,
    store::{cases::CaseRow, contacts::Contact},
};

impl Cases {
    /// Where the citizen follows a case.
    pub(crate) fn citizen_url(&self, instance: &InstanceKey, row: &CaseRow) -> String {
        let path = match row.subject {
            Some(_) => format!("/mes-demandes/{instance}/{}", row.id),
            None => format!("/suivi/{}", self.tracking_code(instance, row.id).text()),
        };
        self.services().sites.url(Site::Portal, &path)
    }

    /// The tracking code that a citizen is told. An account needs none: its
    /// cases are found among its own, and shown to nobody else.
    pub(crate) fn code_to_tell(&self, instance: &InstanceKey, row: &CaseRow) -> Option<String> {
        row.subject.is_none().then(|| self.tracking_code(instance, row.id).text())
    }

    /// The words of a case now. `contact` is the team's that has it; `input` is
    /// what an agent just typed.
    pub(crate) fn words(
        &self,
        compiled: &Compiled,
        instance: &InstanceKey,
        row: &CaseRow,
        contact: &Contact,
        input: BTreeMap<String, String>,
    ) -> db::Result<Context> {
        let answers = self.answers_of(instance, row)?;
        let summary = self.summary(compiled, instance, row)?.into_iter().flat_map(|(_, pairs)| pairs).collect();
        let state = &row.state.0;
        let status = compiled.workflow().status(&state.status).map(|status| status.citizen_label.clone()).unwrap_or_default();
        Ok(Context {
            case: CaseContext {
                reference: row.reference.clone(),
                url: self.citizen_url(instance, row),
                filed_on: Some(kernel::text::day(row.filed_at)),
                due: state.clock.due,
                status,
            },
            service: self.service_words(compiled, row, contact),
            authority: self.authority_words(row),
            answers: compiled.answer_texts(&answers, self.lookups()),
            parts: compiled.answer_parts(&answers),
            data: compiled.data_texts(state),
            input,
            asked: Vec::new(),
            summary,
        })
    }

    /// The answers in plain text, page by page, as they stood on the day of
    /// filing. Sensitive ones are not said: this leaves the program, in clear.
    pub(crate) fn summary(&self, compiled: &Compiled, instance: &InstanceKey, row: &CaseRow) -> db::Result<Vec<Section>> {
        let answers = self.answers_of(instance, row)?;
        Ok(summary_pairs(&self.journey(compiled, &answers, row), Sensitive::Hidden))
    }

    /// Who answers, as citizens know and reach them: what the team says of itself,
    /// what the definition and the authority say otherwise.
    pub(crate) fn service_words(&self, compiled: &Compiled, row: &CaseRow, contact: &Contact) -> ServiceContext {
        let authority = self.authority_words(row);
        let first = |said: &String, other: String| if said.is_empty() { other } else { said.clone() };
        ServiceContext {
            name: first(&contact.public_name, compiled.about().settings.responder.clone()),
            email: first(&contact.email, authority.email),
            phone: first(&contact.phone, authority.phone),
            hours: contact.opening_hours().in_words().join("\u{a0}; "),
        }
    }

    fn authority_words(&self, row: &CaseRow) -> AuthorityContext {
        let directory = self.territory().directory();
        directory.authority(&row.authority).map_or_else(AuthorityContext::default, |authority| AuthorityContext {
            name: authority.full_name(),
            address: authority.address.clone(),
            email: authority.email.clone(),
            phone: authority.phone.clone(),
        })
    }
}
