//! The pictures of themes and moments of life.

use ui::Icon;

/// The picture that a heading names; the nearest one we have.
pub(super) fn of(name: &str) -> Icon {
    match name {
        "accessibility" => Icon::Accessibility,
        "baby" => Icon::Baby,
        "backpack" | "school" => Icon::School,
        "bus" => Icon::Bus,
        "construction" => Icon::MapPin,
        "flower" => Icon::Trees,
        "hammer" => Icon::Hammer,
        "heart" => Icon::Star,
        "heart-handshake" => Icon::LifeBuoy,
        "house" => Icon::House,
        "id-card" => Icon::IdCard,
        "key" => Icon::Key,
        "recycle" => Icon::Recycle,
        "store" => Icon::Building,
        "truck" => Icon::ArrowRight,
        "user" => Icon::User,
        "users" => Icon::Users,
        _ => Icon::FileText,
    }
}
