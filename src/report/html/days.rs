//! Days of the calendar, counted.

/// How many days lie between two dates written `YYYY-MM-DD`; negative if the second comes first.
pub(super) fn between(from: &str, to: &str) -> Option<i64> {
    Some(number(to)? - number(from)?)
}

/// The day's number, counted from the first of March of the year 0, so that a leap day ends its year.
fn number(date: &str) -> Option<i64> {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    Some(365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day)
}

#[cfg(test)]
mod tests {
    use super::between;

    #[test]
    fn days_are_counted_over_months_and_leap_days() {
        assert_eq!(between("2026-04-01", "2026-05-01"), Some(30));
        assert_eq!(between("2024-02-28", "2024-03-01"), Some(2));
        assert_eq!(between("2025-02-28", "2025-03-01"), Some(1));
        assert_eq!(between("2026-01-01", "2025-12-31"), Some(-1));
        assert_eq!(between("2000-01-01", "2001-01-01"), Some(366));
        assert_eq!(between("2026-01-01", "no"), None);
    }
}
