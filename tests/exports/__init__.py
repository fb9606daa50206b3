"""Tests of compliance/exports."""
