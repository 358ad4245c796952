//! A site of the size of a real one, made up with the constructs that real
//! exports use, in the proportions they use them.

mod site;

use std::time::Instant;

use publik::{Import, Verdict, import};

fn checked(import: &Import) -> usize {
    for form in &import.report.forms {
        let errors: Vec<_> = form.findings.iter().filter(|finding| finding.is_error()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", form.slug);
    }
    import.report.verdicts(Verdict::Ready) + import.report.verdicts(Verdict::ToCheck)
}

#[test]
fn nine_in_ten_of_a_made_up_site_can_be_used() {
    let import = import(&site::files(30, 20));
    assert_eq!(import.definitions.len(), 30);
    assert!(checked(&import) >= 27, "{}", checked(&import));
}

#[test]
#[ignore = "measures: prints the time of a large site"]
fn a_large_site_takes_seconds() {
    let files = site::files(80, 40);
    let bytes: usize = files.iter().map(|file| file.bytes.len()).sum();
    let start = Instant::now();
    let import = import(&files);
    let report = &import.report;
    println!("80 forms, 40 workflows, {bytes} bytes: {:?}", start.elapsed());
    println!(
        "ready {}, to check {}, to redo {}",
        report.verdicts(Verdict::Ready),
        report.verdicts(Verdict::ToCheck),
        report.verdicts(Verdict::ToRedo)
    );
    for count in &report.counts {
        println!("{:<40} {:>5} {:>5} {:>5}", count.construct, count.as_is, count.changed, count.left);
    }
    checked(&import);
}
