<?php
// GrandLyon Connect for a service: what is asked, and the checks of what comes back.
declare(strict_types=1);

require __DIR__ . '/jwt.php';

/** The level asked, and what is good enough for each. */
const GOOD_ENOUGH = ['glc:password' => ['glc:password', 'glc:mfa', 'eidas1'], 'glc:mfa' => ['glc:mfa'], 'eidas1' => ['eidas1']];
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

function setting(string $name, ?string $usual = null): string
{
    return getenv($name) ?: $usual ?? throw new RuntimeException("set $name");
}

/** Stops: the words are for the log. */
function refuse(string $why): never
{
    throw new RuntimeException($why);
}

/** A call to the provider: its answer, read as JSON. */
function call(string $url, ?array $form = null, array $headers = []): array
{
    $curl = curl_init($url);
    $only_secure = str_starts_with(setting('GLC_ISSUER'), 'https:') ? CURLPROTO_HTTPS : CURLPROTO_HTTP;
    curl_setopt_array($curl, [CURLOPT_RETURNTRANSFER => true, CURLOPT_TIMEOUT => 10, CURLOPT_HTTPHEADER => $headers, CURLOPT_PROTOCOLS => $only_secure]);
    if ($form !== null) {
        curl_setopt($curl, CURLOPT_POSTFIELDS, http_build_query($form));
    }
    $answer = json_decode((string) curl_exec($curl), true);
    $status = curl_getinfo($curl, CURLINFO_RESPONSE_CODE);
    return $status === 200 && is_array($answer) ? $answer : throw new RuntimeException("$url answered $status " . ($answer['error'] ?? ''));
}

/** Where things are at the provider. In production, keep it for some minutes. */
function provider(): array
{
    static $provider = null;
    $provider ??= call(setting('GLC_ISSUER') . '/.well-known/openid-configuration');
    return $provider['issuer'] === setting('GLC_ISSUER') ? $provider : throw new RuntimeException('another issuer');
}

function random(): string
{
    return rtrim(strtr(base64_encode(random_bytes(32)), '+/', '-_'), '=');
}

/** The address to send the person to. $pending waits in her session. */
function authorization_url(array $pending): string
{
    $challenge = rtrim(strtr(base64_encode(hash('sha256', $pending['verifier'], true)), '+/', '-_'), '=');
    return provider()['authorization_endpoint'] . '?' . http_build_query([
        'response_type' => 'code', 'client_id' => setting('GLC_CLIENT_ID'), 'redirect_uri' => setting('BASE_URL') . '/callback',
        'scope' => setting('GLC_SCOPE'), 'acr_values' => setting('GLC_ACR', 'glc:password'),
        'state' => $pending['state'], 'nonce' => $pending['nonce'], 'code_challenge' => $challenge, 'code_challenge_method' => 'S256',
    ]);
}

function tokens(array $form): array
{
    return call(provider()['token_endpoint'], $form + ['client_id' => setting('GLC_CLIENT_ID'), 'client_secret' => setting('GLC_CLIENT_SECRET')]);
}

function userinfo(string $access_token, string $sub): array
{
    $user = call(provider()['userinfo_endpoint'], null, ["Authorization: Bearer $access_token"]);
    return ($user['sub'] ?? '') === $sub ? $user : refuse('sub of the data is somebody else');
}

/** Claims of a token made for us, now, by our provider. */
function checked(string $token, string $type): array
{
    $claims = claims_of($token, call(provider()['jwks_uri'])['keys'], $type);
    ($claims['iss'] ?? '') === setting('GLC_ISSUER') || refuse('iss is not GrandLyon Connect');
    in_array(setting('GLC_CLIENT_ID'), (array) ($claims['aud'] ?? []), true) || refuse('aud is another service');
    ($claims['exp'] ?? 0) > time() - 30 || refuse('exp is past, or missing');
    return $claims;
}

/** Who came back: her data and her session. state, iss, nonce and acr are checked. */
function person(array $answer, array $pending): array
{
    hash_equals($pending['state'], (string) ($answer['state'] ?? '')) || refuse('state is not the one we sent');
    ($answer['iss'] ?? '') === setting('GLC_ISSUER') || refuse('iss is not GrandLyon Connect');
    if (isset($answer['error'])) {
        throw $answer['error'] === 'access_denied' ? new DomainException('refused') : new RuntimeException((string) $answer['error']);
    }
    $tokens = tokens(['grant_type' => 'authorization_code', 'code' => (string) ($answer['code'] ?? ''), 'redirect_uri' => setting('BASE_URL') . '/callback', 'code_verifier' => $pending['verifier']]);
    $claims = checked($tokens['id_token'] ?? '', 'JWT');
    ($claims['nonce'] ?? '') === $pending['nonce'] || refuse('nonce is not the one we sent');
    in_array($claims['acr'] ?? '', GOOD_ENOUGH[setting('GLC_ACR', 'glc:password')], true) || refuse('acr is weaker than asked');
    $user = userinfo($tokens['access_token'], $claims['sub']);
    return ['user' => $user, 'sid' => $claims['sid'], 'id_token' => $tokens['id_token'], 'refresh_token' => $tokens['refresh_token'] ?? ''];
}

/** The session that a logout token ends. */
function ended_session(string $token): string
{
    $claims = checked($token, 'logout+jwt');
    $is_logout = isset($claims['events'][LOGOUT_EVENT], $claims['sid'], $claims['jti']) && !isset($claims['nonce']);
    return $is_logout ? $claims['sid'] : refuse('it is another kind of token');
}
