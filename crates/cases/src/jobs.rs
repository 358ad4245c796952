//! What happens after the commit: documents, projections, timers, handing over.

mod clocks;
mod drafts;
mod follow;
mod hours;
pub(crate) mod spaces;
mod told;
mod versions;

use db::{
    Kind,
    jobs::{Handler, JobError, JobRun, Schedule},
};

use crate::{
    Cases, acknowledgement, advance, calls, documents, draft_files, erasing, examination, filing, forgetting, opinions, publication,
    starting, stops, transfer,
};

pub(crate) use clocks::BY_ITSELF;
pub(crate) use hours::Replan;
pub(crate) use told::TELL_TRANSFER;
pub(crate) use versions::MOVE_VERSIONS;

impl Cases {
    /// The part's work, by kind.
    pub fn jobs(&self) -> Vec<Handler> {
        vec![
            self.rescued(documents::MAKE, documents::make, stops::of_document),
            self.rescued(calls::CALL, calls::call, stops::of_order),
            self.rescued(starting::START, starting::start, stops::of_order),
            self.rescued(advance::TIMER, clocks::fire, stops::of_timer),
            self.handler(acknowledgement::RECEIPT, acknowledgement::receipt),
            self.handler(filing::CLOSE_DRAFT, drafts::close),
            self.handler(draft_files::LET_GO, draft_files::let_go),
            self.handler(examination::EXAMINE, examination::examine),
            self.handler(advance::FOLLOW, follow::run),
            self.handler(TELL_TRANSFER, told::run),
            self.handler(transfer::TRANSFER, transfer::hand_over),
            self.handler(MOVE_VERSIONS, versions::run),
            self.handler(hours::REPLAN, hours::run),
            self.handler(publication::OFFER, publication::offer),
            self.handler(forgetting::FORGET, forgetting::off_dashboard),
        ]
    }

    /// The part's periodic work.
    pub fn schedules(&self) -> Vec<Schedule> {
        let (expired, lost, unexamined) = (self.clone(), self.clone(), self.clone());
        let (staff, sensitive, late) = (self.clone(), self.clone(), self.clone());
        let mut schedules = vec![
            Schedule::new("cases.expired-drafts", 3_600, &[Kind::Platform], move |run| draft_files::erase_expired(expired.clone(), run)),
            Schedule::new("cases.lost-files", 86_400, &[Kind::Instance], move |run| draft_files::forget_lost(lost.clone(), run)),
            Schedule::new("cases.late-opinions", 86_400, &[Kind::Instance], move |run| opinions::remind_late(late.clone(), run)),
            Schedule::new(spaces::TELL_SPACES, 86_400, &[Kind::Instance], move |run| spaces::run(staff.clone(), run)),
            Schedule::new(erasing::ERASE_SENSITIVE, 3_600, &[Kind::Instance], move |run| erasing::run(sensitive.clone(), run)),
            self.blobs().sweeper(self.databases()),
        ];
        if self.services().antivirus.is_some() {
            let again = move |run| examination::ask_again(unexamined.clone(), run);
            schedules.push(Schedule::new("cases.unexamined-files", 86_400, &[Kind::Instance], again));
        }
        schedules
    }

    /// What stops its case when it is given up.
    fn rescued<F, Fut, R, Rescue>(&self, kind: &'static str, run: F, rescue: R) -> Handler
    where
        F: Fn(Self, JobRun) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
        R: Fn(Self, JobRun) -> Rescue + Send + Sync + 'static,
        Rescue: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        let cases = self.clone();
        self.handler(kind, run).rescued_by(move |job, _| rescue(cases.clone(), job))
    }

    fn handler<F, Fut>(&self, kind: &'static str, run: F) -> Handler
    where
        F: Fn(Self, JobRun) -> Fut + Send + Sync + 'static,
        Fut: Future<Output = Result<(), JobError>> + Send + 'static,
    {
        let cases = self.clone();
        Handler::new(kind, move |job| run(cases.clone(), job))
    }
}
