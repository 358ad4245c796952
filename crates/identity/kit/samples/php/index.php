<?php
// A small service that signs people in with GrandLyon Connect, whole.
// Settings come from the environment; README.md says which.
declare(strict_types=1);

require __DIR__ . '/glc.php';

header("Content-Security-Policy: default-src 'none'; frame-ancestors 'none'");
header('Cache-Control: no-store');
ini_set('session.use_strict_mode', '0');
session_name('sample_php');
session_set_cookie_params(['path' => '/', 'httponly' => true, 'samesite' => 'Lax', 'secure' => str_starts_with(setting('BASE_URL'), 'https:')]);

/**
 * The number of our session for a session of GrandLyon Connect: nobody can guess
 * it without the secret, and a logout token finds it without a table.
 */
function number_of(string $sid): string
{
    return hash_hmac('sha256', $sid, setting('GLC_CLIENT_SECRET'));
}

function start(?string $number = null): void
{
    session_status() === PHP_SESSION_ACTIVE && session_destroy();
    $number === null || session_id($number);
    session_start();
    // an hour without use ends a session
    $_SESSION = time() - ($_SESSION['used_at'] ?? 0) < 3600 ? $_SESSION : [];
    $_SESSION['used_at'] = time();
}

function redirect(string $to): void
{
    header("Location: $to", true, 303);
}

function page(string $title, string $content, int $status = 200): void
{
    http_response_code($status);
    $title = htmlspecialchars($title);
    echo "<!doctype html>\n<html lang=\"fr\">\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n";
    echo "<title>$title</title>\n<h1>$title</h1>\n$content\n</html>\n";
}

function message(string $title, string $text, int $status): void
{
    page($title, "<p>$text</p>\n" . SIGN_IN . "\n<p><a href=\"/\">Revenir à l’accueil</a></p>", $status);
}

const SIGN_IN = '<p><a href="/login">Se connecter avec GrandLyon Connect</a></p>';

function home(): void
{
    start();
    $user = $_SESSION['user'] ?? null;
    if ($user === null) {
        page('Mon service', "<p>Vous n’êtes pas connecté.</p>\n" . SIGN_IN);
        return;
    }
    $email = isset($user['email']) ? '<p>Votre adresse e-mail&nbsp;: ' . htmlspecialchars($user['email']) . '</p>' : '';
    page('Bonjour ' . ($user['given_name'] ?? '') . ' ' . ($user['family_name'] ?? ''), "$email
<form method=\"post\" action=\"/refresh\"><button>Relire mes données</button></form>
<form method=\"post\" action=\"/logout\"><button>Se déconnecter</button></form>");
}

function sign_in(): void
{
    start(session_create_id());
    $_SESSION['pending'] = ['state' => random(), 'nonce' => random(), 'verifier' => random()];
    redirect(authorization_url($_SESSION['pending']));
}

function come_back(): void
{
    start();
    $pending = $_SESSION['pending'] ?? ['state' => random()];
    unset($_SESSION['pending']);
    $person = person($_GET, $pending);
    start(number_of($person['sid']));
    $_SESSION = $person + ['used_at' => time()];
    redirect('/');
}

/** Reads her data again. A refresh token serves once: keep the new one. */
function refresh(): void
{
    start();
    if (isset($_SESSION['user'])) {
        $tokens = tokens(['grant_type' => 'refresh_token', 'refresh_token' => $_SESSION['refresh_token']]);
        $_SESSION['refresh_token'] = $tokens['refresh_token'];
        $_SESSION['user'] = userinfo($tokens['access_token'], $_SESSION['user']['sub']);
    }
    redirect('/');
}

/** Ends our session, then the one of GrandLyon Connect and of the other services. */
function sign_out(): void
{
    start();
    $hint = $_SESSION['id_token'] ?? null;
    session_destroy();
    $back = ['id_token_hint' => $hint, 'post_logout_redirect_uri' => setting('BASE_URL') . '/'];
    redirect($hint === null ? '/' : provider()['end_session_endpoint'] . '?' . http_build_query($back));
}

/** GrandLyon Connect tells us, without her browser, that she signed out elsewhere. */
function backchannel_logout(): void
{
    try {
        start(number_of(ended_session((string) ($_POST['logout_token'] ?? ''))));
        session_destroy();
    } catch (RuntimeException $error) {
        error_log("logout token refused: {$error->getMessage()}");
        http_response_code(400);
    }
}

const ROUTES = [
    'GET /' => 'home', 'GET /login' => 'sign_in', 'GET /callback' => 'come_back',
    'POST /refresh' => 'refresh', 'POST /logout' => 'sign_out', 'POST /backchannel-logout' => 'backchannel_logout',
];

try {
    $route = ROUTES[$_SERVER['REQUEST_METHOD'] . ' ' . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)] ?? null;
    $route === null ? message('Cette page n’existe pas', 'Revenez à l’accueil.', 404) : $route();
} catch (DomainException) {
    message('Vous avez refusé', 'Rien ne nous a été donné. Sans votre accord, nous ne pouvons pas vous reconnaître.', 200);
} catch (RuntimeException $error) {
    // What went wrong is for the log; the person reads what she can do.
    error_log("sign-in refused: {$error->getMessage()}");
    message('La connexion n’a pas marché', 'Recommencez. Si le problème dure, prévenez-nous.', 400);
}
