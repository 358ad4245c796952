"""A small service that signs people in with GrandLyon Connect, whole.

Settings come from the environment; README.md says which.
"""

import os
import secrets
from urllib.parse import urlsplit

from authlib.integrations.base_client import OAuthError
from authlib.integrations.flask_client import OAuth
from flask import Flask, redirect, render_template, request, session
from joserfc import jwt
from joserfc.errors import BadSignatureError, ClaimError, JoseError
from joserfc.jwk import KeySet
from requests import RequestException

ISSUER, CLIENT_ID, CLIENT_SECRET, SCOPE, BASE_URL = (
    os.environ[name] for name in ("GLC_ISSUER", "GLC_CLIENT_ID", "GLC_CLIENT_SECRET", "GLC_SCOPE", "BASE_URL")
)
ACR = os.environ.get("GLC_ACR", "glc:password")
# What is good enough for each level that may be asked.
GOOD_ENOUGH = {"glc:password": ("glc:password", "glc:mfa", "eidas1"), "glc:mfa": ("glc:mfa",), "eidas1": ("eidas1",)}
LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout"
# What is wrong with a claim of a token, in words for the log.
WRONG = {
    "iss": "is not GrandLyon Connect",
    "aud": "is another service",
    "exp": "is past, or missing",
    "nonce": "is not the one we sent",
    "acr": "is weaker than asked",
}

app = Flask(__name__)
# Signs the cookie, which holds a random number and the request under way. With
# several servers, give them the same key and keep `people` in a database.
app.secret_key = os.environ.get("SESSION_KEY") or secrets.token_bytes(32)
app.config.update(SESSION_COOKIE_SAMESITE="Lax", SESSION_COOKIE_SECURE=BASE_URL.startswith("https:"))
# An hour without use ends a session.
app.config.update(PERMANENT_SESSION_LIFETIME=3600, MAX_CONTENT_LENGTH=10_000)
people: dict[str, dict] = {}

# The library draws state, nonce and the PKCE verifier (more than 100 bits each)
# and checks signature, exp and nonce of the ID token.
glc = OAuth(app).register(
    "glc",
    client_id=CLIENT_ID,
    client_secret=CLIENT_SECRET,
    server_metadata_url=f"{ISSUER}/.well-known/openid-configuration",
    client_kwargs={"scope": SCOPE, "code_challenge_method": "S256", "timeout": 10},
)


@app.get("/")
def home():
    return render_template("home.html", person=people.get(session.get("id", "")))


@app.get("/login")
def login():
    return glc.authorize_redirect(f"{BASE_URL}/callback", acr_values=ACR)


@app.get("/callback")
def callback():
    # The library looks at errors before state, and not at iss (RFC 9207): we do.
    state = request.args.get("state", "")
    if not glc.framework.get_state_data(session, state):
        return refused("state is not the one we sent")
    if request.args.get("iss") != ISSUER:
        return refused("iss is not GrandLyon Connect")
    rules = {name: {"essential": True, "value": value} for name, value in {"iss": ISSUER, "aud": CLIENT_ID}.items()}
    rules["acr"] = {"essential": True, "values": GOOD_ENOUGH[ACR]}
    try:
        token = glc.authorize_access_token(claims_options=rules, leeway=30)
    finally:
        session.clear()
    claims, user = token.get("userinfo"), glc.userinfo(token=token)
    if not claims:
        raise OAuthError(description="there is no ID token")
    if user["sub"] != claims["sub"]:
        raise OAuthError(description="sub of the data is somebody else")
    # A new number when somebody signs in: nobody can prepare one for her.
    session["id"], session.permanent = secrets.token_urlsafe(32), True
    people[session["id"]] = {"user": user, "sid": claims["sid"], "token": token}
    return redirect("/", 303)


@app.post("/refresh")
def refresh():
    """Reads her data again. A refresh token serves once: keep the new one."""
    if person := people.get(session.get("id", "")):
        person["token"] = glc.fetch_access_token(grant_type="refresh_token", refresh_token=person["token"]["refresh_token"])
        person["user"] = glc.userinfo(token=person["token"])
    return redirect("/", 303)


@app.post("/logout")
def logout():
    """Ends our session, then the one of GrandLyon Connect and of the other services."""
    person = people.pop(session.pop("id", ""), None)
    if not person:
        return redirect("/", 303)
    url = glc.create_logout_url(post_logout_redirect_uri=f"{BASE_URL}/", id_token_hint=person["token"]["id_token"])["url"]
    return redirect(url, 303)


@app.post("/backchannel-logout")
def backchannel_logout():
    """GrandLyon Connect tells us, without her browser, that she signed out elsewhere."""
    try:
        keys = KeySet.import_key_set(glc.fetch_jwk_set(force=True))
        token = jwt.decode(request.form.get("logout_token", ""), keys, algorithms=["ES256", "RS256"])
        required = {name: {"essential": True} for name in ("exp", "iat", "jti", "sid", "events")}
        required |= {"iss": {"essential": True, "value": ISSUER}, "aud": {"essential": True, "value": CLIENT_ID}}
        jwt.JWTClaimsRegistry(**required).validate(token.claims)
        if token.header.get("typ") != "logout+jwt" or LOGOUT_EVENT not in token.claims["events"] or "nonce" in token.claims:
            raise ValueError("not a logout token")
    except (JoseError, ValueError) as error:
        app.logger.warning("logout token refused: %s", why(error))
        return "", 400
    for number in [number for number, person in people.items() if person["sid"] == token.claims["sid"]]:
        del people[number]
    return "", 200, {"Cache-Control": "no-store"}


@app.errorhandler(OAuthError)
@app.errorhandler(JoseError)
@app.errorhandler(RequestException)
def failed(error):
    """What went wrong is for the log; the person reads what she can do."""
    if getattr(error, "error", None) == "access_denied":
        return message("Vous avez refusé", "Rien ne nous a été donné. Sans votre accord, nous ne pouvons pas vous reconnaître.", 200)
    app.logger.warning("sign-in refused: %s", why(error))
    return message("La connexion n’a pas marché", "Recommencez. Si le problème dure, prévenez-nous.", 400)


def why(error):
    """Which check failed, in plain words."""
    if isinstance(error, ClaimError):
        return f"{error.claim} {WRONG.get(error.claim, 'is wrong, or missing')}"
    return "the signature is wrong" if isinstance(error, BadSignatureError) else getattr(error, "description", "") or str(error)


def refused(reason):
    app.logger.warning("sign-in refused: %s", reason)
    return message("La connexion a attendu trop longtemps", "Recommencez.", 400)


def message(title, text, status):
    return render_template("message.html", title=title, text=text), status


@app.after_request
def protect(response):
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
    return response


if __name__ == "__main__":
    app.run("localhost", urlsplit(BASE_URL).port or 9999)
