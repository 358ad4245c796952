//! Types that are kept as a text.

/// One line per type: how it is written, how it is read; nothing for a text that
/// none of it can be.
#[macro_export]
macro_rules! as_text {
    ($($type:ty: $to:expr, $from:expr;)*) => {
        $(impl $crate::Bind for $type {
            fn bind(self) -> $crate::Value {
                let to: fn(Self) -> String = $to;
                $crate::Value::Text(Some(to(self)))
            }
            fn null() -> $crate::Value {
                $crate::Value::Text(None)
            }
        }
        impl $crate::Column for $type {
            fn read(row: &$crate::Row, name: &str) -> $crate::Result<Self> {
                <Self as $crate::Column>::read_option(row, name)?.ok_or_else(|| $crate::DbError::corrupt(name, "is null"))
            }
            fn read_option(row: &$crate::Row, name: &str) -> $crate::Result<Option<Self>> {
                let from: fn(&str) -> Option<Self> = $from;
                let text = <String as $crate::Column>::read_option(row, name)?;
                text.map(|text| from(&text).ok_or_else(|| $crate::DbError::corrupt(name, "has an unknown value"))).transpose()
            }
        })*
    };
}

/// Declares a plain enum kept as a short text.
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* $vis:vis enum $name:ident { $($(#[$case_meta:meta])* $case:ident = $text:literal),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$case_meta])* $case),* }
        impl $name {
            /// Every case.
            pub const ALL: &'static [Self] = &[$(Self::$case),*];
            /// The text kept.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$case => $text),* }
            }
            /// The case of this text.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some(Self::$case),)* _ => None }
            }
        }
        $crate::as_text! { $name: |case| case.as_str().to_owned(), Self::parse; }
    };
}
