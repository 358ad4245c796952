//! Why a case is stopped.

use workflow::CallFailure;

db::text_enum! {
    /// Why something could not be done.
    pub enum StopReason {
        /// Nothing stands behind the name of a connector.
        Unbound = "unbound",
        /// The other program does not answer.
        Unreachable = "unreachable",
        /// The other program refuses what is sent.
        Refused = "refused",
        /// The other program is out of order.
        Failing = "failing",
        /// Its answer is no JSON document.
        Unreadable = "unreadable",
        /// Its answer has not what is read in it.
        Mismatch = "mismatch",
        /// No team bears a function.
        NoTeam = "no-team",
        /// No authority has this name.
        NoAuthority = "no-authority",
        /// A list does not take a record.
        Record = "record",
        /// A message cannot be written.
        Message = "message",
        /// A document cannot be made.
        Document = "document",
        /// Another case cannot be opened.
        StartCase = "start-case",
        /// The case is over: nothing is asked on it any more.
        Over = "over",
        /// Something else has to be settled first.
        Unsettled = "unsettled",
        /// A fault of the program.
        Fault = "fault",
    }
}

impl StopReason {
    /// What an agent can do about it.
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Unbound => {
                "Demandez à l’administrateur de votre espace de relier ce connecteur, dans «\u{a0}Connecteurs\u{a0}». Puis réessayez."
            }
            Self::Unreachable | Self::Failing => "Attendez que ce logiciel soit réparé. Puis réessayez.",
            Self::Refused => {
                "Demandez à l’administrateur de votre espace de vérifier le connecteur, et au responsable du logiciel ce qu’il refuse. Puis réessayez."
            }
            Self::Unreadable | Self::Mismatch => "Prévenez le responsable du logiciel\u{a0}: sa réponse a changé. Puis réessayez.",
            Self::NoTeam => {
                "Demandez à l’administrateur de votre espace de confier cette fonction à une équipe, dans «\u{a0}Équipe\u{a0}». Puis réessayez."
            }
            Self::NoAuthority => "Transmettez vous-même la demande à la bonne collectivité, ou gardez-la.",
            Self::Record => "Demandez à l’administrateur de votre espace de vérifier la liste, dans «\u{a0}Listes\u{a0}». Puis réessayez.",
            Self::Message => "Prévenez qui a écrit cette démarche. En attendant, écrivez vous-même à l’usager.",
            Self::Document => "Prévenez qui a écrit cette démarche. En attendant, faites le document vous-même.",
            Self::StartCase => "Ouvrez cette autre demande vous-même, ou demandez ce qui manque à l’usager.",
            Self::Over => "Si la réponse est utile, rouvrez la demande, puis réessayez. Sinon, continuez sans.",
            Self::Unsettled => "Réglez d’abord ce qui bloque la demande. Puis réessayez.",
            Self::Fault => "Réessayez. Si cela recommence, prévenez l’assistance.",
        }
    }
}

impl From<CallFailure> for StopReason {
    fn from(failure: CallFailure) -> Self {
        match failure {
            CallFailure::Unbound => Self::Unbound,
            CallFailure::Unreachable => Self::Unreachable,
            CallFailure::Refused => Self::Refused,
            CallFailure::Failing => Self::Failing,
            CallFailure::Unreadable => Self::Unreadable,
            CallFailure::Mismatch => Self::Mismatch,
        }
    }
}
