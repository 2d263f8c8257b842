#!/usr/bin/perl
# Generated from matrix.json, lock.json and templates/forget-addresses.pl.hbs by `npx projen`: do not edit, a change here is lost.
#
# Writes zeros over the addresses of the JVM's own library in an archive of classes, and the checksums anew. They are
# another in each process: OpenJDK 17 leaves them in the counters of methods that threw an exception while the archive was
# made. Nothing refers to these counters any more, and nothing could follow the addresses.
#
#   forget-addresses ARCHIVE MAPS
#
# MAPS is /proc/PID/maps of the JVM that wrote the archive. An archive of OpenJDK 17 begins with a magic number, the CRC-32
# of the rest of the header, a version, and what its regions are, 72 bytes for each: CRC-32, ..., offset, ..., length.
use strict;
use warnings;
no warnings 'portable';

my ( $file, $maps ) = @ARGV;
my ( $magic, $version, $at_length ) = ( 0xf00baba2, 11, 0x208 );

open my $mapped, '<', $maps or die "$maps: $!\n";
my @library = map { /^([0-9a-f]+)-([0-9a-f]+) .*\/libjvm\.so$/ ? [ hex $1, hex $2 ] : () } <$mapped>;
close $mapped;
die "$maps: no libjvm.so\n" unless @library;
my ( $low, $high ) = ( $library[0][0], $library[-1][1] );

open my $in, '<:raw', $file or die "$file: $!\n";
my $archive = do { local $/; <$in> };
close $in;
die "$file: too short\n" unless length $archive > $at_length + 4;
my $length = unpack 'L<', substr $archive, $at_length, 4;
my ( $start, $crc, $found ) = unpack 'L<3', $archive;
die "$file: no archive of OpenJDK 17\n"
  unless $start == $magic && $found == $version && $length < length $archive && $crc == crc32( 8, $length - 8 );

# An address stands where eight bytes begin; all but its last three are the same in the whole library, or one more.
my @beginnings = map { quotemeta substr pack( 'Q<', $_ << 24 ), 3 } $low >> 24 .. $high >> 24;
my $pattern    = join '|', @beginnings;
my @addresses;
while ( $archive =~ /(?:$pattern)/g ) {
    my $at = $-[0] - 3;
    next if $at < $length || $at % 8;
    my $address = unpack 'Q<', substr $archive, $at, 8;
    push @addresses, $at if $address >= $low && $address < $high;
}
substr $archive, $_, 8, "\0" x 8 for @addresses;

for ( my $region = 16 ; $region + 72 <= $at_length ; $region += 72 ) {
    my ( $offset, $used ) = unpack 'Q< x8 Q<', substr $archive, $region + 24, 24;
    next unless grep { $_ >= $offset && $_ < $offset + $used } @addresses;
    substr $archive, $region, 4, pack 'L<', crc32( $offset, $used );
}
substr $archive, 4, 4, pack 'L<', crc32( 8, $length - 8 );

chmod 0644, $file or die "$file: $!\n";
open my $out, '>:raw', $file or die "$file: $!\n";
print $out $archive;
close $out or die "$file: $!\n";
print scalar(@addresses), " addresses of the JVM forgotten\n";

# The CRC-32 of a part of the archive: gzip ends with it, before the length.
sub crc32 {
    my ( $offset, $used ) = @_;
    my $sum = "$file.crc";
    open my $gzip, '|-:raw', "gzip -1 -c | tail -c 8 >'$sum'" or die "gzip: $!\n";
    print $gzip substr $archive, $offset, $used;
    close $gzip or die "gzip: no checksum of $file\n";
    open my $read, '<:raw', $sum or die "$sum: $!\n";
    my $bytes = do { local $/; <$read> };
    close $read;
    unlink $sum;
    return unpack 'L<', $bytes;
}
