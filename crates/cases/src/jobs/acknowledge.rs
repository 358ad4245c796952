//! The acknowledgement of a request: receipt in PDF, joined to the case, and an
//! e-mail that leads to it (CRPA L112-11: at once, at most one working day).

use db::jobs::{JobError, JobRun};
use kernel::id::CaseId;
use notify::{Action, Letter};

use crate::{
    Cases,
    documents::{Made, draw, instance_of, retry, silence},
    store,
};

pub(super) async fn run(cases: Cases, run: JobRun) -> Result<(), JobError> {
    let case: CaseId = run.job.payload()?;
    let instance = instance_of(&run)?;
    let mut tx = cases.databases().instance_read(&instance).await?;
    let Some(row) = store::cases::by_id(&mut tx, case).await? else { return Err(JobError::GiveUp("no such case".to_owned())) };
    let compiled = cases.compiled(&mut tx, &row.definition).await.map_err(retry)?;
    drop(tx);
    let code = cases.tracking_code(&instance, case).text();
    let receipt = cases.receipt(&compiled, &row, &code, &run.moment);
    if let Some(email) = row.email.clone() {
        let mut paragraphs = vec![format!("Nous avons reçu votre demande « {} ».", row.title)];
        paragraphs.extend(compiled.definition().settings.after.iter().cloned());
        paragraphs.extend(silence(&compiled, &row));
        let letter = Letter {
            subject: format!("Demande reçue – {}", row.reference),
            paragraphs,
            facts: vec![
                ("Numéro de la demande".to_owned(), row.reference.clone()),
                ("Code de suivi".to_owned(), code),
                ("Reçue le".to_owned(), kernel::text::date_time(row.filed_at)),
            ],
            action: Some(Action { label: "Suivre ma demande".to_owned(), url: cases.citizen_url(&instance, &row) }),
            after: vec!["Votre accusé de réception est joint à votre demande, en PDF.".to_owned()],
            ..Letter::default()
        };
        // before the receipt, and once by its key: a drawing that fails holds no letter back
        let mut tx = cases.databases().instance_write(&instance).await?;
        cases.mail(&mut tx, &run.moment, &row, letter, email.expose(), "acknowledgement").await.map_err(retry)?;
        tx.commit().await?;
    }
    let pdf = draw(receipt).await?;
    cases.join_made(&run, &instance, &row, Made { pdf, title: "Accusé de réception", visible: true }).await
}
