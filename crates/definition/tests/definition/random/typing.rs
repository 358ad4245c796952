//! What somebody types: examples that each type gives, some left out, some
//! replaced by anything.

use expr::{Today, Values};
use forms::{CompiledForm, FieldCtx, Lookups, Submitted};
use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::Value as Json;

/// What is typed in a form.
#[derive(Debug, Clone)]
pub struct Typing {
    example: usize,
    left_out: Vec<Index>,
    replaced: Vec<(Index, String)>,
}

pub fn typing() -> impl Strategy<Value = Typing> {
    let edges = prop::sample::select(vec![
        "",
        " ",
        "oui",
        "non",
        "a",
        "b",
        "1",
        "0",
        "-1",
        "12,5",
        "999999999999",
        "1e9",
        "2026-02-30",
        "2026-05",
        "69003",
        "e1",
        "\u{0}\u{1b}",
        "<script>",
        "İ",
        "ΐ",
        "ﬁ",
        "é@é.fr",
        "١٢",
        "\u{202e}abc",
        "9223372036854775807",
        "[]",
        "null",
    ]);
    let content = prop_oneof![edges.prop_map(str::to_owned), any::<String>(), "[0-9 .,/:-]{0,12}"];
    (0..40usize, vec(any::<Index>(), 0..3), vec((any::<Index>(), content), 0..4)).prop_map(|(example, left_out, replaced)| Typing {
        example,
        left_out,
        replaced,
    })
}

/// The whole form, as a browser would send it in one go.
pub fn typed(form: &CompiledForm, lookups: &Lookups, today: Today, typing: &Typing) -> Submitted {
    let (none, mut all) = (Values::new(), Submitted::default());
    for field in form.fields() {
        let (name, label) = (field.slug(), field.field().label.as_str());
        let (previous, children) = (&Json::Null, field.children());
        let ctx = FieldCtx { name, label, required: true, previous, lookups, today, values: &none, settings: &none, children };
        all.extend(field.kind().sample(&ctx, typing.example));
    }
    let names: Vec<String> = form.fields().flat_map(|field| field.kind().input_names(field.slug())).collect();
    for index in typing.left_out.iter().filter(|_| !names.is_empty()) {
        all.values.remove(index.get(&names));
        all.files.remove(index.get(&names));
    }
    for (index, content) in typing.replaced.iter().filter(|_| !names.is_empty()) {
        all.values.insert(index.get(&names).clone(), vec![content.clone()]);
    }
    all
}
