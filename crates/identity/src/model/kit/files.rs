//! The files of the kit, as they are written in `kit/`.

/// Files by their path in `kit/`.
macro_rules! files {
    ($($path:literal),* $(,)?) => { &[$(($path, include_str!(concat!("../../../kit/", $path)))),*] };
}

/// A path and what is there.
pub(super) type Written = (&'static str, &'static str);

/// What every kit says of a service, whoever it is for.
pub(super) static COMMON: &str = include_str!("../../../kit/README.md");

/// The requirements.
pub(super) static CHECKLIST: &str = include_str!("../../../kit/checklist.toml");

/// The button, given as it is.
pub(super) static BUTTON: &[Written] = files![
    "button/README.md",
    "button/button.html",
    "button/button.css",
    "button/button-light-small.svg",
    "button/button-light-medium.svg",
    "button/button-light-large.svg",
    "button/button-dark-small.svg",
    "button/button-dark-medium.svg",
    "button/button-dark-large.svg",
];

/// The samples, one after another.
pub(super) static SAMPLES: &[Written] = files![
    "samples/node/README.md",
    "samples/node/server.mjs",
    "samples/node/pages.mjs",
    "samples/node/refusals.mjs",
    "samples/node/package.json",
    "samples/node/package-lock.json",
    "samples/python/README.md",
    "samples/python/app.py",
    "samples/python/requirements.txt",
    "samples/python/templates/page.html",
    "samples/python/templates/home.html",
    "samples/python/templates/message.html",
    "samples/php/README.md",
    "samples/php/index.php",
    "samples/php/glc.php",
    "samples/php/jwt.php",
    "samples/apache/README.md",
    "samples/apache/glc.conf",
    "samples/apache/pages/index.shtml",
    "samples/apache/pages/refus.html",
    "samples/apache/pages/echec.html",
    "samples/apache/pages/inconnue.html",
    "samples/apache/pages/niveau.html",
];

/// A picture of the button, by its file's name.
pub fn button(name: &str) -> Option<&'static str> {
    let pictures = BUTTON.iter().filter(|(path, _)| path.ends_with(".svg"));
    pictures.filter_map(|(path, text)| Some((path.strip_prefix("button/")?, *text))).find(|(path, _)| *path == name).map(|(_, text)| text)
}
