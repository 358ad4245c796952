use super::gives;

#[test]
fn today_is_the_day_in_paris() {
    gives(&[
        ("today()", "2026-05-01"),
        ("now() < depot", "true"),
        ("date(depot)", "2026-05-01"),
        ("string(today()) == '2026-05-01'", "true"),
        ("today() == date('2026-05-01')", "true"),
    ]);
}

#[test]
fn ages_count_full_years() {
    gives(&[
        ("age(naissance)", "42"),
        ("naissance.age_on(date('2026-02-28'))", "41"),
        ("naissance.age_on(date('2026-03-01'))", "42"),
        ("age_on(naissance, date('2028-02-29'))", "44"),
    ]);
}

#[test]
fn months_and_years_end_on_days_that_exist() {
    gives(&[
        ("add_months(date('2026-01-31'), 1)", "2026-02-28"),
        ("add_years(naissance, 1)", "1985-02-28"),
        ("add_days(today(), -1)", "2026-04-30"),
        ("today().add_months(-3)", "2026-02-01"),
    ]);
}

#[test]
fn working_days_skip_weekends_and_french_holidays() {
    gives(&[
        ("add_working_days(date('2026-04-30'), 1)", "2026-05-04"),
        ("add_working_days(date('2026-05-04'), -1)", "2026-04-30"),
        ("add_working_days(today(), 0)", "2026-05-01"),
        ("is_working_day(today()) || !is_holiday(today())", "false"),
        ("days_between(date('2026-04-30'), date('2026-05-04'))", "4"),
        ("working_days_between(date('2026-04-30'), date('2026-05-04'))", "1"),
        ("working_days_between(date('2026-05-04'), date('2026-04-30'))", "-1"),
        ("working_days_between(date('2026-01-01'), date('2026-12-31'))", "252"),
        ("today().weekday() * 10000 + today().day() * 100 + today().month()", "50105"),
        ("year(today())", "2026"),
    ]);
}
