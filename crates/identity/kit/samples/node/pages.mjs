// The pages that people read. Whatever comes from outside is escaped.
const escaped = (text) => String(text ?? '').replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = (title, content) => `<!doctype html>
<html lang="fr">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<h1>${title}</h1>
${content}
</html>`;

const start = '<p><a href="/login">Se connecter avec GrandLyon Connect</a></p>';

export const home = ({ user }) => (user ? welcome(user) : page('Mon service', `<p>Vous n’êtes pas connecté.</p>\n${start}`));

const welcome = (user) =>
  page(
    `Bonjour ${escaped(user.given_name)} ${escaped(user.family_name)}`,
    `${user.email ? `<p>Votre adresse e-mail\u{a0}: ${escaped(user.email)}</p>` : ''}
<form method="post" action="/refresh"><button>Relire mes données</button></form>
<form method="post" action="/logout"><button>Se déconnecter</button></form>`,
  );

const MESSAGES = {
  refused: ['Vous avez refusé', 'Rien ne nous a été donné. Sans votre accord, nous ne pouvons pas vous reconnaître.'],
  level: ['Connexion trop faible', 'Ce service demande une connexion plus sûre. Recommencez et suivez les étapes.'],
  expired: ['La connexion a attendu trop longtemps', 'Recommencez.'],
  failed: ['La connexion n’a pas marché', 'Recommencez. Si le problème dure, prévenez-nous.'],
  unknown: ['Cette page n’existe pas', 'Revenez à l’accueil.'],
};

export function message(name) {
  const [title, text] = MESSAGES[name];
  return page(title, `<p>${text}</p>\n${start}\n<p><a href="/">Revenir à l’accueil</a></p>`);
}
