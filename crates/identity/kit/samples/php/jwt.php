<?php
// Checks the signature of a token with the provider's public keys (ES256 or
// RS256), with PHP's OpenSSL and nothing else.
declare(strict_types=1);

function from_base64url(string $text): string
{
    return (string) base64_decode(strtr($text, '-_', '+/'), true);
}

/** The claims of a token, once its signature is checked. */
function claims_of(string $token, array $keys, string $type): array
{
    $parts = explode('.', $token);
    if (count($parts) !== 3) {
        throw new RuntimeException('not a signed token');
    }
    [$header, $claims] = array_map(fn ($part) => json_decode(from_base64url($part), true), [$parts[0], $parts[1]]);
    $signature = from_base64url($parts[2]);
    $known = array_filter($keys, fn ($key) => ($key['kid'] ?? null) === ($header['kid'] ?? '') && ($key['alg'] ?? '') === ($header['alg'] ?? null));
    if (!is_array($claims) || ($header['typ'] ?? 'JWT') !== $type) {
        throw new RuntimeException('it is another kind of token');
    }
    if (count($known) !== 1) {
        throw new RuntimeException('the token is signed with an unknown key, or in another way than agreed');
    }
    [$public, $signature] = match ($header['alg']) {
        'ES256' => [ec_key(current($known)), ec_signature($signature)],
        'RS256' => [rsa_key(current($known)), $signature],
        default => throw new RuntimeException('unknown algorithm'),
    };
    if (openssl_verify("$parts[0].$parts[1]", $signature, $public, OPENSSL_ALGO_SHA256) !== 1) {
        throw new RuntimeException('the signature is wrong');
    }
    return $claims;
}

// OpenSSL wants keys and signatures in DER; tokens carry bare numbers.

function der(int $tag, string $content): string
{
    $length = strlen($content);
    $size = $length < 128 ? chr($length) : ($length < 256 ? "\x81" . chr($length) : "\x82" . pack('n', $length));
    return chr($tag) . $size . $content;
}

function der_number(string $bytes): string
{
    $bytes = ltrim($bytes, "\0");
    return der(0x02, ($bytes === '' || ord($bytes[0]) > 127 ? "\0" : '') . $bytes);
}

function public_key(string $algorithm, string $key): string
{
    $der = der(0x30, der(0x30, $algorithm) . der(0x03, "\0$key"));
    return "-----BEGIN PUBLIC KEY-----\n" . chunk_split(base64_encode($der), 64, "\n") . "-----END PUBLIC KEY-----\n";
}

function ec_key(array $key): string
{
    // ecPublicKey (1.2.840.10045.2.1) on prime256v1 (1.2.840.10045.3.1.7)
    return public_key(hex2bin('06072a8648ce3d020106082a8648ce3d030107'), "\x04" . from_base64url($key['x']) . from_base64url($key['y']));
}

function rsa_key(array $key): string
{
    // rsaEncryption (1.2.840.113549.1.1.1)
    $numbers = der(0x30, der_number(from_base64url($key['n'])) . der_number(from_base64url($key['e'])));
    return public_key(hex2bin('06092a864886f70d0101010500'), $numbers);
}

function ec_signature(string $signature): string
{
    if (strlen($signature) !== 64) {
        throw new RuntimeException('the signature is wrong');
    }
    return der(0x30, der_number(substr($signature, 0, 32)) . der_number(substr($signature, 32)));
}
