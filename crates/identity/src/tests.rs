//! Journeys through the provider, as a person and a client make them.
