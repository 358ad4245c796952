//! `/partenaires`: what the staff of an organisation does with its services.

mod access;
