//! A page that was filled in during a try: files count by their names only.

use definition::test_file;
use forms::Submitted;
use web::Posted;

pub(super) fn submitted(posted: &mut Posted) -> Submitted {
    let mut submitted = Submitted { values: posted.values().clone(), ..Submitted::default() };
    for file in posted.take_files() {
        submitted.files.entry(file.field.clone()).or_default().push(test_file(&file.name));
    }
    submitted
}
