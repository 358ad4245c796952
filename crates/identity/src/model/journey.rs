//! Where a person goes next on her way back to the client: a pure function of
//! the request, her session and her consents.

use kernel::Timestamp;

use super::{
    authorize::{Certified, Request},
    life::before,
    methods::Methods,
};

/// Who is signed in, as far as the journey cares.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// When she proved who she is.
    pub authenticated_at: Timestamp,
    /// How.
    pub methods: Methods,
    /// Whether her account can give one-time codes.
    pub has_second_factor: bool,
    /// Whether her work asks for two factors at each sign-in, whatever the client wishes.
    pub must_show_two: bool,
    /// Whether FranceConnect can be asked to vouch for her.
    pub can_be_certified: bool,
    /// Whether she is the person whom the client names, when it names one.
    pub is_expected: bool,
    /// Whether the client serves her: on trial, it serves its organisation only.
    pub is_welcome: bool,
}

/// What was agreed with the client.
#[derive(Debug, Clone, Copy, Default)]
pub struct Agreed {
    /// Whether nothing is left to ask her.
    pub is_settled: bool,
    /// The last time she answered.
    pub last: Option<Timestamp>,
}

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Make an account.
    SignUp,
    /// Sign in.
    SignIn,
    /// Change account: the client expects somebody else.
    ChangeAccount,
    /// Read that the client is on trial.
    OnTrial,
    /// Be certified by FranceConnect, or not.
    Certify,
    /// Type a one-time code.
    TypeCode,
    /// Set one-time codes up.
    SetUpCodes,
    /// Agree, or not.
    Consent,
    /// Go back with a code.
    Return,
    /// Go back with an error (Core §3.1.2.6): nothing may be shown.
    Refuse(&'static str),
}

/// Where to go from here. `asked_at` is when the request came.
pub fn next(request: &Request, asked_at: Timestamp, session: Option<&SignedIn>, agreed: &Agreed) -> Next {
    if session.is_some_and(|session| !session.is_expected) {
        return if request.prompt.none { Next::Refuse("login_required") } else { Next::ChangeAccount };
    }
    let step = if request.prompt.none { Next::Refuse } else { |_| Next::SignIn };
    let Some(session) = session.filter(|session| is_fresh(request, asked_at, session)) else {
        return if request.prompt.create { Next::SignUp } else { step("login_required") };
    };
    if !session.is_welcome {
        return if request.prompt.none { Next::Refuse("access_denied") } else { Next::OnTrial };
    }
    let is_certified = session.methods.is_certified();
    if let Some(next) = certification(request, session, is_certified) {
        return next;
    }
    // of two levels wished, one reached is enough
    let is_wished = request.second_factor && !(request.certified != Certified::No && is_certified);
    if (is_wished || session.must_show_two) && !session.methods.has_second_factor() {
        return match (request.prompt.none, session.has_second_factor) {
            (true, _) => Next::Refuse("interaction_required"),
            (false, true) => Next::TypeCode,
            (false, false) => Next::SetUpCodes,
        };
    }
    let asks_again = request.prompt.consent && agreed.last.is_none_or(|last| last < asked_at);
    match (asks_again || !agreed.is_settled, request.prompt.none) {
        (false, _) => Next::Return,
        (true, true) => Next::Refuse("consent_required"),
        (true, false) => Next::Consent,
    }
}

/// What the wish for a certified identity leads to, if it is not met.
const fn certification(request: &Request, session: &SignedIn, is_certified: bool) -> Option<Next> {
    match (request.certified, session.can_be_certified && !request.prompt.none) {
        (Certified::No, _) | (Certified::Wished, false) => None,
        _ if is_certified => None,
        (Certified::Wished | Certified::Required, true) => Some(Next::Certify),
        (Certified::Required, false) => Some(Next::Refuse(UNMET)),
    }
}

/// The level that a client cannot do without is not reached (OpenID Connect
/// Core Unmet Authentication Requirements 1.0).
pub const UNMET: &str = "unmet_authentication_requirements";

/// Whether the proof is recent enough.
fn is_fresh(request: &Request, asked_at: Timestamp, session: &SignedIn) -> bool {
    let since_asked = session.authenticated_at >= asked_at;
    let young = request.max_age.is_none_or(|age| since_asked || session.authenticated_at >= before(asked_at, age));
    young && (!request.prompt.login || since_asked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        authorize::{ClaimsRequest, Prompt},
        redirection::ResponseMode,
        scope::Scopes,
    };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 + second).unwrap()
    }

    fn request() -> Request {
        Request {
            client_id: "bron".into(),
            redirect_uri: "https://bron.example/retour".into(),
            scopes: Scopes::parse("openid email"),
            state: None,
            nonce: None,
            challenge: None,
            prompt: Prompt::default(),
            max_age: None,
            second_factor: false,
            certified: Certified::No,
            login_hint: None,
            id_token_hint: None,
            response_mode: ResponseMode::Query,
            claims: ClaimsRequest::default(),
            key_thumbprint: None,
        }
    }

    fn signed_in(second: i64) -> SignedIn {
        SignedIn {
            authenticated_at: at(second),
            methods: Methods::parse("pwd"),
            has_second_factor: true,
            must_show_two: false,
            can_be_certified: true,
            is_expected: true,
            is_welcome: true,
        }
    }

    fn agreed(is_settled: bool) -> Agreed {
        Agreed { is_settled, last: is_settled.then(|| at(-500)) }
    }

    #[test]
    fn each_wish_leads_to_its_page() {
        let prompt = |change: fn(&mut Prompt)| {
            let mut request = request();
            change(&mut request.prompt);
            request
        };
        let all = agreed(true);
        let second_factor = Request { second_factor: true, ..request() };
        let wished = Request { certified: Certified::Wished, ..request() };
        let required = Request { certified: Certified::Required, ..request() };
        let silent = |request: &Request| Request { prompt: Prompt { none: true, ..Prompt::default() }, ..request.clone() };
        let certified = || Some(SignedIn { methods: Methods::parse("fc"), ..signed_in(-10) });
        let alone = || Some(SignedIn { can_be_certified: false, ..signed_in(-10) });
        let cases: Vec<(&str, Request, Option<SignedIn>, Agreed, Next)> = vec![
            ("nobody", request(), None, all, Next::SignIn),
            ("nobody, silent", prompt(|p| p.none = true), None, all, Next::Refuse("login_required")),
            ("nobody, new", prompt(|p| p.create = true), None, all, Next::SignUp),
            ("somebody, new", prompt(|p| p.create = true), Some(signed_in(-10)), all, Next::Return),
            ("known", request(), Some(signed_in(-10)), all, Next::Return),
            ("known, silent", prompt(|p| p.none = true), Some(signed_in(-10)), all, Next::Return),
            ("again", prompt(|p| p.login = true), Some(signed_in(-10)), all, Next::SignIn),
            ("again, done", prompt(|p| p.login = true), Some(signed_in(5)), all, Next::Return),
            ("too old", Request { max_age: Some(5), ..request() }, Some(signed_in(-10)), all, Next::SignIn),
            ("young", Request { max_age: Some(10), ..request() }, Some(signed_in(-10)), all, Next::Return),
            ("age zero, done", Request { max_age: Some(0), ..request() }, Some(signed_in(5)), all, Next::Return),
            ("trial", request(), Some(SignedIn { is_welcome: false, ..signed_in(-10) }), all, Next::OnTrial),
            (
                "trial, silent",
                prompt(|p| p.none = true),
                Some(SignedIn { is_welcome: false, ..signed_in(-10) }),
                all,
                Next::Refuse("access_denied"),
            ),
            ("another", request(), Some(SignedIn { is_expected: false, ..signed_in(-10) }), all, Next::ChangeAccount),
            ("another, just now", request(), Some(SignedIn { is_expected: false, ..signed_in(5) }), all, Next::ChangeAccount),
            (
                "another, silent",
                prompt(|p| p.none = true),
                Some(SignedIn { is_expected: false, ..signed_in(-10) }),
                all,
                Next::Refuse("login_required"),
            ),
            ("never agreed", request(), Some(signed_in(-10)), agreed(false), Next::Consent),
            ("silent, never agreed", prompt(|p| p.none = true), Some(signed_in(-10)), agreed(false), Next::Refuse("consent_required")),
            ("agree again", prompt(|p| p.consent = true), Some(signed_in(-10)), all, Next::Consent),
            ("agree again, done", prompt(|p| p.consent = true), Some(signed_in(-10)), Agreed { last: Some(at(5)), ..all }, Next::Return),
            ("code", second_factor.clone(), Some(signed_in(-10)), all, Next::TypeCode),
            ("no code yet", second_factor.clone(), Some(SignedIn { has_second_factor: false, ..signed_in(-10) }), all, Next::SetUpCodes),
            ("code typed", second_factor, Some(SignedIn { methods: Methods::parse("pwd otp"), ..signed_in(-10) }), all, Next::Return),
            ("certified", wished.clone(), Some(signed_in(-10)), all, Next::Certify),
            ("certified, done", required.clone(), certified(), all, Next::Return),
            ("certified, silent", silent(&wished), Some(signed_in(-10)), all, Next::Return),
            ("certified, required, silent", silent(&required), Some(signed_in(-10)), all, Next::Refuse(UNMET)),
            ("certified, without FranceConnect", wished.clone(), alone(), all, Next::Return),
            ("certified, required, without FranceConnect", required, alone(), all, Next::Refuse(UNMET)),
            ("staff", request(), Some(SignedIn { must_show_two: true, ..signed_in(-10) }), all, Next::TypeCode),
            (
                "staff, certified as wished",
                wished.clone(),
                Some(SignedIn { must_show_two: true, methods: Methods::parse("fc"), ..signed_in(-10) }),
                all,
                Next::TypeCode,
            ),
            (
                "staff, certified, code typed",
                wished.clone(),
                Some(SignedIn { must_show_two: true, methods: Methods::parse("fc otp"), ..signed_in(-10) }),
                all,
                Next::Return,
            ),
            ("certified or a code", Request { second_factor: true, ..wished }, certified(), all, Next::Return),
            (
                "code, silent",
                Request { second_factor: true, ..prompt(|p| p.none = true) },
                Some(signed_in(-10)),
                all,
                Next::Refuse("interaction_required"),
            ),
        ];
        for (name, request, session, agreed, expected) in cases {
            assert_eq!(next(&request, at(0), session.as_ref(), &agreed), expected, "{name}");
        }
    }
}
