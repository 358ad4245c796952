"""The provider, as Authlib's clients see it."""

import json
import tempfile
import unittest

from authlib.integrations.requests_client import OAuth2Session, OAuthError
from authlib.oauth2.rfc7523 import PrivateKeyJWT
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet

from provider import BACK, ISSUER, METADATA, Citizen, parameter, register, requests

VERIFIER = "a-verifier-of-the-tests-that-is-long-enough-0123456789"
NONCE = "a-nonce-of-the-tests-0123456789"


def announced(name, value):
    """Runs a test only once discovery lists `value` under `name`."""
    return unittest.skipUnless(value in METADATA.get(name, []), f"discovery does not announce {value}")


def session(client, method="client_secret_basic"):
    """A client that asks for everything."""
    identifier, secret = client
    settings = {"scope": "openid profile email", "redirect_uri": BACK, "code_challenge_method": "S256"}
    return OAuth2Session(identifier, secret, token_endpoint_auth_method=method, **settings)


def tokens(party):
    """The whole way to tokens."""
    url, state = party.create_authorization_url(METADATA["authorization_endpoint"], code_verifier=VERIFIER, nonce=NONCE)
    back = Citizen().go(url)
    assert parameter(back, "iss") == ISSUER, back
    return party.fetch_token(METADATA["token_endpoint"], authorization_response=back, state=state, code_verifier=VERIFIER)


def identity(token):
    """Header and claims of an ID token, its signature checked."""
    keys = KeySet.import_key_set(requests.get(METADATA["jwks_uri"], timeout=10).json())
    return jwt.decode(token["id_token"], keys, algorithms=["ES256", "RS256"])


class Flows(unittest.TestCase):
    """Authlib's own requests and checks."""

    def test_tokens_and_userinfo(self):
        for method in ("client_secret_basic", "client_secret_post"):
            with self.subTest(method):
                client = register(f"Authlib {method}")
                party = session(client, method)
                read = identity(tokens(party))
                self.assertEqual((read.header["alg"], read.claims["aud"], read.claims["nonce"]), ("ES256", client[0], NONCE))
                user = party.get(METADATA["userinfo_endpoint"]).json()
                self.assertEqual((user["sub"], user["email"]), (read.claims["sub"], "nadia@example.org"))

    def test_refresh_introspection_and_revocation(self):
        party = session(register("Authlib jetons"))
        first = tokens(party)
        fresh = party.refresh_token(METADATA["token_endpoint"], refresh_token=first["refresh_token"])
        self.assertNotEqual(fresh["refresh_token"], first["refresh_token"])
        introspect = lambda: party.introspect_token(METADATA["introspection_endpoint"], token=fresh["access_token"]).json()["active"]
        self.assertTrue(introspect())
        self.assertEqual(party.revoke_token(METADATA["revocation_endpoint"], token=fresh["access_token"]).status_code, 200)
        self.assertFalse(introspect())
        with self.assertRaises(OAuthError) as refused:
            party.refresh_token(METADATA["token_endpoint"], refresh_token=first["refresh_token"])
        self.assertEqual(refused.exception.error, "invalid_grant")

    def test_a_wrong_verifier_is_refused(self):
        party = session(register("Authlib vérifieur"))
        url, state = party.create_authorization_url(METADATA["authorization_endpoint"], code_verifier=VERIFIER, nonce=NONCE)
        with self.assertRaises(OAuthError) as refused:
            party.fetch_token(METADATA["token_endpoint"], authorization_response=Citizen().go(url), state=state, code_verifier=VERIFIER[::-1])
        self.assertEqual(refused.exception.error, "invalid_grant")

    @announced("id_token_signing_alg_values_supported", "RS256")
    def test_rs256(self):
        read = identity(tokens(session(register("Authlib RS256", "--alg", "RS256"))))
        self.assertEqual(read.header["alg"], "RS256")

    @announced("token_endpoint_auth_methods_supported", "private_key_jwt")
    def test_private_key_jwt(self):
        key = ECKey.generate_key("P-256", {"kid": "a", "alg": "ES256", "use": "sig"})
        with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
            json.dump({"keys": [key.as_dict(private=False)]}, file)
            file.flush()
            identifier, _ = register("Authlib signe", "--auth-method", "private_key_jwt", "--jwks", file.name)
        party = session((identifier, key), "private_key_jwt")
        party.register_client_auth_method(PrivateKeyJWT(METADATA["token_endpoint"], alg="ES256", headers={"kid": "a"}))
        self.assertEqual(identity(tokens(party)).claims["aud"], identifier)

    @announced("grant_types_supported", "client_credentials")
    def test_client_credentials(self):
        identifier, secret = register("Authlib programme", "--api-scopes", "accounts:deleted")
        program = OAuth2Session(identifier, secret, scope="accounts:deleted")
        token = program.fetch_token(METADATA["token_endpoint"], grant_type="client_credentials")
        self.assertEqual(token["scope"], "accounts:deleted")


if __name__ == "__main__":
    unittest.main(verbosity=2)
