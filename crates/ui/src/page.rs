//! What a handler returns: a page as data, rendered once by the web layer.

use maud::Markup;

/// A page without what surrounds it: [`crate::layout`] joins it to a [`crate::Chrome`].
pub struct Page {
    /// Unique title, without the provider's name (the layout adds it).
    pub title: String,
    /// Content of `<main>`; it holds the only `<h1>`, unless `hero` does.
    pub body: Markup,
    /// Full-width opening above the body, see [`crate::hero`].
    pub hero: Option<Markup>,
    /// HTTP status. 422 also prefixes the title with « Erreur : ».
    pub status: u16,
    /// Who may keep a copy.
    pub cache: Cache,
    /// Measure of the text column.
    pub width: Width,
    /// Scripts the page gains from; it works without them.
    pub modules: Vec<Module>,
    /// Origins added to the policy `form-action`, for forms whose answer redirects elsewhere.
    pub form_action: Vec<String>,
    /// Link to the page before, above the content.
    pub back: Option<Link>,
    /// Whether it stands in a frame, or shows one.
    pub frame: Frame,
}

impl Page {
    /// A private page, status 200, in the reading column.
    pub fn new(title: impl Into<String>, body: Markup) -> Self {
        Self {
            title: title.into(),
            body,
            hero: None,
            status: 200,
            cache: Cache::Private,
            width: Width::Reading,
            modules: Vec::new(),
            form_action: Vec::new(),
            back: None,
            frame: Frame::None,
        }
    }

    /// Sets the HTTP status.
    pub fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// Sets the cache policy.
    pub fn cache(mut self, cache: Cache) -> Self {
        self.cache = cache;
        self
    }

    /// The whole width: lists, tables, dashboards.
    pub fn wide(mut self) -> Self {
        self.width = Width::Wide;
        self
    }

    /// A narrow column: sign-in, one question.
    pub fn narrow(mut self) -> Self {
        self.width = Width::Narrow;
        self
    }

    /// Adds a script, once.
    pub fn module(mut self, module: Module) -> Self {
        if !self.modules.contains(&module) {
            self.modules.push(module);
        }
        self
    }

    /// Says that it shows pages of ours in frames.
    pub fn with_frames(mut self) -> Self {
        self.frame = Frame::Shows;
        self
    }

    /// Says that it is made to be shown in a frame of ours: nothing surrounds it.
    pub fn framed(mut self) -> Self {
        self.frame = Frame::Stands;
        self
    }

    /// Adds the link to the page before.
    pub fn back(mut self, href: impl Into<String>, label: impl Into<String>) -> Self {
        self.back = Some(Link::new(href, label));
        self
    }

    /// Lets the forms of this page end on `origin` (`https://host:port`).
    pub fn form_action(mut self, origin: impl Into<String>) -> Self {
        self.form_action.push(origin.into());
        self
    }

    /// Opens the page with a full-width block, made by [`crate::hero`].
    pub fn hero(mut self, hero: Markup) -> Self {
        self.hero = Some(hero);
        self
    }
}

/// Who may keep a copy of a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cache {
    /// `no-store`: the default, for whatever depends on a person.
    #[default]
    Private,
    /// The same for everybody.
    Public {
        /// How long a copy stays fresh, in seconds.
        seconds: u32,
    },
}

/// Measure of the text column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// About 70 signs a line.
    #[default]
    Reading,
    /// About 50 signs: sign-in, one question.
    Narrow,
    /// Lists, tables, dashboards.
    Wide,
}

/// A link in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What is read.
    pub label: String,
}

impl Link {
    /// A link to `href` read `label`.
    pub fn new(href: impl Into<String>, label: impl Into<String>) -> Self {
        Self { href: href.into(), label: label.into() }
    }
}

/// A script beyond the base one (error focus, characters left, double sending, end of session).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Module {
    /// Forms that ask the server for the part an answer changes.
    Live,
    /// Pictures made smaller before they are sent.
    Photo,
    /// Suggestions while typing.
    Combobox,
    /// A place shown on a map.
    Map,
    /// What authors write: nothing typed is lost, words are put where the cursor is.
    Studio,
    /// Passkeys: what the browser is asked and answers.
    Passkey,
    /// A button that shows the password being written.
    Password,
}

impl Module {
    /// Name of its file among the assets.
    pub fn file(self) -> &'static str {
        match self {
            Self::Live => "live.js",
            Self::Photo => "photo.js",
            Self::Combobox => "combobox.js",
            Self::Map => "map.js",
            Self::Studio => "studio.js",
            Self::Passkey => "passkey.js",
            Self::Password => "password.js",
        }
    }
}

/// Whether a page stands in a frame, or shows one. Frames are only ever of the
/// same site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Frame {
    /// Neither: nobody may show it in a frame.
    #[default]
    None,
    /// It shows pages of ours in frames.
    Shows,
    /// It may stand in a frame of ours, and has no header or footer.
    Stands,
}
