<#
.SYNOPSIS
    Writes or posts one Hatang report of an old Windows PC (7, 8, 8.1, Server 2008 R2 to 2012 R2).

.DESCRIPTION
    The Hatang agent needs Windows 10. This script is for PCs that are older: it runs once,
    installs nothing, changes nothing and needs no more than PowerShell 2.0. It asks Windows
    about hardware and protection, and writes the same report as "hatang-agent once --json".

    It reads no names of users, no documents and no names of documents. Of the local
    administrators it keeps how many there are, and a hash. What Windows refuses to say stands
    in the report as unknown, with the reason.

    Start it as administrator, in the 64-bit PowerShell: without these rights BitLocker, shadow
    copies and the drives' own verdicts stay unknown.

    The file goes to anybody who has the agent:  hatang-agent replay FILE
    With -TokenFile the report is posted to the collector instead. The first time the PC enrols
    by that token (from "hatang-collector token create"); later runs use the identity that was
    kept in %ProgramFiles%\Hatang\Once, which only administrators can read.

.PARAMETER OutFile
    Where the report is written; a share is fine. Default: a file in the current folder.

.PARAMETER TokenFile
    A file with an enrolment token. The report is posted, and written only with -OutFile.

.PARAMETER Url
    Another address of the collector than the token names, such as https://10.0.0.5:9850

.PARAMETER Room
    The room this PC stands in, told to the collector when the PC enrols.

.PARAMETER UpdateMinutes
    How long Windows Update may take to answer; 0 leaves it out. It asks no server.

.EXAMPLE
    powershell -NoProfile -ExecutionPolicy Bypass -File hatang-once.ps1 -OutFile \\server\reports\pc7.json

.EXAMPLE
    powershell -NoProfile -ExecutionPolicy Bypass -File hatang-once.ps1 -TokenFile E:\token.txt
#>
param(
    [string]$OutFile = '',
    [string]$TokenFile = '',
    [string]$Url = '',
    [string]$Room = '',
    [int]$UpdateMinutes = 10
)

$ErrorActionPreference = 'Stop'
$ScriptVersion = 'once-1'
$Invariant = [System.Globalization.CultureInfo]::InvariantCulture
$Facts = @{}

# ---- JSON, written by hand: ConvertTo-Json came with PowerShell 3 -------------------------

function Format-JsonText([string]$Text) {
    # Everything outside printable ASCII is escaped, so the file has no encoding to get wrong.
    $built = New-Object System.Text.StringBuilder
    [void]$built.Append('"')
    for ($i = 0; $i -lt $Text.Length; $i++) {
        $letter = $Text[$i]
        $code = [int]$letter
        $paired = $false
        if ([char]::IsHighSurrogate($letter) -and ($i + 1) -lt $Text.Length) {
            $paired = [char]::IsLowSurrogate($Text[$i + 1])
        }
        if ($paired) {
            [void]$built.Append('\u' + $code.ToString('x4'))
            $i++
            $code = [int]$Text[$i]
        }
        elseif ([char]::IsSurrogate($letter)) {
            $code = 0xFFFD
        }
        if ($code -eq 34 -or $code -eq 92) {
            [void]$built.Append('\' + $letter)
        }
        elseif ($code -lt 32 -or $code -gt 126) {
            [void]$built.Append('\u' + $code.ToString('x4'))
        }
        else {
            [void]$built.Append($letter)
        }
    }
    [void]$built.Append('"')
    return $built.ToString()
}

function Format-Json($Value) {
    if ($null -eq $Value) { return 'null' }
    if ($Value -is [bool]) {
        if ($Value) { return 'true' }
        return 'false'
    }
    if ($Value -is [string] -or $Value -is [char]) { return Format-JsonText ([string]$Value) }
    if ($Value -is [System.Collections.IDictionary]) {
        $names = @($Value.Keys | Sort-Object)
        $pairs = @(foreach ($name in $names) {
            (Format-JsonText ([string]$name)) + ':' + (Format-Json $Value[$name])
        })
        return '{' + [string]::Join(',', [string[]]$pairs) + '}'
    }
    if ($Value -is [array]) {
        $parts = @(foreach ($part in $Value) { Format-Json $part })
        return '[' + [string]::Join(',', [string[]]$parts) + ']'
    }
    if ($Value -is [double] -or $Value -is [single]) {
        if ([double]::IsNaN($Value) -or [double]::IsInfinity($Value)) { return 'null' }
        return ([double]$Value).ToString('R', $Invariant)
    }
    $whole = $Value -is [int] -or $Value -is [long] -or $Value -is [byte] -or $Value -is [int16]
    $natural = $Value -is [uint16] -or $Value -is [uint32] -or $Value -is [uint64]
    if ($whole -or $natural) { return $Value.ToString($Invariant) }
    return Format-JsonText ([string]$Value)
}

# ---- Facts: what is known, and why the rest is not ----------------------------------------

function Add-Fact([string]$Kind, [string]$Key, [hashtable]$Values, [string]$Reason) {
    $known = @{}
    $unknown = @{}
    foreach ($name in @($Values.Keys)) {
        $value = $Values[$name]
        if ($null -eq $value -or ($value -is [string] -and $value -eq '')) {
            $unknown[$name] = $Reason
        }
        else {
            $known[$name] = $value
        }
    }
    $item = @{}
    if ($known.Count -gt 0) { $item['attributes'] = $known }
    if ($unknown.Count -gt 0) { $item['unknown'] = $unknown }
    if (-not $Facts.ContainsKey($Kind)) { $Facts[$Kind] = @{} }
    $Facts[$Kind][(Get-Cut $Key 200)] = $item
}

function Read-Part([string]$Part, [string[]]$Attributes, [scriptblock]$Reading) {
    # One part that Windows refuses costs only itself.
    try {
        [void](& $Reading)
    }
    catch {
        $why = Get-Cut ('Windows refuses: ' + $_.Exception.Message) 300
        Write-Warning ($Part + ': ' + $why)
        $nothing = @{}
        foreach ($attribute in $Attributes) { $nothing[$attribute] = $null }
        if ($Facts.ContainsKey($Part)) { $Facts.Remove($Part) }
        Add-Fact $Part '' $nothing $why
    }
}

function Get-Cut([string]$Text, [int]$Most) {
    return $Text.Substring(0, [Math]::Min($Most, $Text.Length))
}

# What makers leave in place of a value; compared with the whole text.
$Placeholder = '^(to be filled.*|(to be )?fill(ed)? by o\.?e\.?m\.?.*|default( string)?' +
    '|(system|product|base ?board|chassis)( |-)?(manufacturer?|vendor|name|product name|version' +
    '|serial number|sku( number)?|family|asset tag)|serial number|serial|not (specified|applicable' +
    '|available|present|defined)|n/?a|none|null|unknown|undefined|invalid|empty|other|oem|sku' +
    '|unspecified|<?out of spec>?|(a\d_)?(sernum|serialnum|partnum|manufacturer|assettag|modulepartnumber' +
    '|moduleserialnumber|modulemanufacturer)_?\d*|array\d+_partnumber\d+|asset-?\d+' +
    '|0?1234567890?|9876543210|[0x.*_ -]+|(?<same>.)\k<same>{3,})$'

function Get-Said($Value) {
    # The text without padding, or nothing if it says nothing.
    if ($null -eq $Value) { return $null }
    $text = (([string]$Value) -replace '[\x00-\x1f\x7f-\xa0]', ' ').Trim()
    if ($text -eq '' -or $text -match $Placeholder) { return $null }
    return Get-Cut $text 500
}

function Get-Rows([string]$Class, [string[]]$Properties, [string]$Namespace = 'root\cimv2') {
    # Only the named properties are asked for: those that name persons never are.
    $query = 'SELECT ' + [string]::Join(', ', $Properties) + ' FROM ' + $Class
    Get-WmiObject -Namespace $Namespace -Query $query
}

function Get-RegistryValue([string]$Path, [string]$Name) {
    # Nothing if the key or the value is not there.
    if (-not (Test-Path -Path $Path)) { return $null }
    return (Get-Item -Path $Path).GetValue($Name, $null)
}

function Get-Sha256([byte[]]$Bytes) {
    $hash = New-Object System.Security.Cryptography.SHA256Managed
    return [BitConverter]::ToString($hash.ComputeHash($Bytes)).Replace('-', '').ToLower()
}

function Get-TextSha256([string]$Text) {
    return Get-Sha256 ([System.Text.Encoding]::UTF8.GetBytes($Text))
}

function Get-UnixTime([DateTime]$Moment) {
    $epoch = New-Object DateTime 1970, 1, 1, 0, 0, 0, ([DateTimeKind]::Utc)
    return ($Moment.ToUniversalTime() - $epoch).TotalSeconds
}

function Get-Minute([DateTime]$Moment) {
    # Unix seconds, rounded down to a minute.
    return [long]([Math]::Floor((Get-UnixTime $Moment) / 60) * 60)
}

function Get-CimMoment([string]$Text) {
    return [System.Management.ManagementDateTimeConverter]::ToDateTime($Text)
}

# ---- Firmware: the raw SMBIOS table, as the agent decodes it ------------------------------

function Get-Structures([byte[]]$Table) {
    $found = New-Object System.Collections.ArrayList
    $start = 0
    while (($start + 4) -le $Table.Length) {
        $length = [int]$Table[$start + 1]
        $end = $start + $length
        if ($length -lt 4 -or $end -gt $Table.Length) { break }
        $stop = $end
        while (($stop + 1) -lt $Table.Length -and ($Table[$stop] -ne 0 -or $Table[$stop + 1] -ne 0)) {
            $stop++
        }
        if (($stop + 1) -ge $Table.Length) { break }
        $data = New-Object byte[] $length
        [Array]::Copy($Table, $start, $data, 0, $length)
        $strings = @()
        if ($stop -gt $end) {
            $strings = [System.Text.Encoding]::UTF8.GetString($Table, $end, $stop - $end).Split([char]0)
        }
        [void]$found.Add(@{ Type = [int]$data[0]; Data = $data; Strings = $strings })
        if ($data[0] -eq 127) { break }
        $start = $stop + 2
    }
    return , $found
}

function Get-Field($Structure, [int]$Offset, [int]$Size) {
    # A little-endian number; nothing if the structure ends before it.
    $data = $Structure['Data']
    if (($Offset + $Size) -gt $data.Length) { return $null }
    $number = [long]0
    for ($i = $Size - 1; $i -ge 0; $i--) { $number = $number * 256 + $data[$Offset + $i] }
    return $number
}

function Get-FieldText($Structure, [int]$Offset) {
    $place = Get-Field $Structure $Offset 1
    $strings = $Structure['Strings']
    if ($null -eq $place -or $place -lt 1 -or $place -gt $strings.Length) { return $null }
    return Get-Said ($strings[$place - 1])
}

function Get-First($Structures, [int]$Type) {
    foreach ($structure in $Structures) {
        if ($structure['Type'] -eq $Type) { return $structure }
    }
    return @{ Type = $Type; Data = (New-Object byte[] 0); Strings = @() }
}

function Get-SystemId($Structure, [int]$Version) {
    $data = $Structure['Data']
    if ($data.Length -lt 24) { return $null }
    $bytes = New-Object byte[] 16
    [Array]::Copy($data, 8, $bytes, 0, 16)
    if ($Version -lt 206) {
        # Before SMBIOS 2.6 all fields were written in the order in which one reads them.
        [Array]::Reverse($bytes, 0, 4)
        [Array]::Reverse($bytes, 4, 2)
        [Array]::Reverse($bytes, 6, 2)
    }
    $id = (New-Object Guid -ArgumentList @(, $bytes)).ToString()
    $junk = '03000200-0400-0500-0006-000700080009', '00020003-0004-0005-0006-000700080009', '12345678-1234-5678-90ab-cddeefaabbcc'
    if ($id.Replace('-', '') -match '^(.)\1+$' -or $junk -contains $id) { return $null }
    return $id
}

$ChassisKinds = '', '', '', 'Desktop', 'Low Profile Desktop', 'Pizza Box', 'Mini Tower', 'Tower',
    'Portable', 'Laptop', 'Notebook', 'Hand Held', 'Docking Station', 'All In One', 'Sub Notebook',
    'Space-saving', 'Lunch Box', 'Main Server Chassis', 'Expansion Chassis', 'Sub Chassis',
    'Bus Expansion Chassis', 'Peripheral Chassis', 'RAID Chassis', 'Rack Mount Chassis',
    'Sealed-case PC', 'Multi-system', 'CompactPCI', 'AdvancedTCA', 'Blade', 'Blade Enclosing',
    'Tablet', 'Convertible', 'Detachable', 'IoT Gateway', 'Embedded PC', 'Mini PC', 'Stick PC'
$Carried = 'Portable', 'Laptop', 'Notebook', 'Hand Held', 'Sub Notebook', 'Tablet', 'Convertible', 'Detachable'
$MemoryTypes = '', '', '', 'DRAM', 'EDRAM', 'VRAM', 'SRAM', 'RAM', 'ROM', 'Flash', 'EEPROM', 'FEPROM',
    'EPROM', 'CDRAM', '3DRAM', 'SDRAM', 'SGRAM', 'RDRAM', 'DDR', 'DDR2', 'DDR2 FB-DIMM', '', '', '',
    'DDR3', 'FBD2', 'DDR4', 'LPDDR', 'LPDDR2', 'LPDDR3', 'LPDDR4'
$FormFactors = '', '', '', 'SIMM', 'SIP', 'Chip', 'DIP', 'ZIP', 'Proprietary Card', 'DIMM', 'TSOP',
    'Row Of Chips', 'RIMM', 'SODIMM', 'SRIMM', 'FB-DIMM', 'Die'

function Get-Word($Words, $Number) {
    if ($null -eq $Number -or $Number -lt 0 -or $Number -ge $Words.Length) { return $null }
    return $Words[$Number]
}

function Get-Firmware {
    # The table if Windows gives it, else the classes that Windows makes of it.
    $row = @(Get-Rows 'MSSMBios_RawSMBiosTables' @('SMBiosData', 'SmbiosMajorVersion', 'SmbiosMinorVersion') 'root\wmi')[0]
    $structures = Get-Structures ([byte[]]$row.SMBiosData)
    if ($structures.Count -eq 0) { throw 'Windows gives no table' }
    $version = 100 * [int]$row.SmbiosMajorVersion + [int]$row.SmbiosMinorVersion
    $bios = Get-First $structures 0
    $system = Get-First $structures 1
    $board = Get-First $structures 2
    $chassis = Get-First $structures 3
    return @{
        Structures = $structures
        Vendor = Get-FieldText $bios 4
        Version = Get-FieldText $bios 5
        Date = Get-FieldText $bios 8
        Maker = Get-FieldText $system 4
        Product = Get-FieldText $system 5
        ProductVersion = Get-FieldText $system 6
        Serial = Get-FieldText $system 7
        Id = Get-SystemId $system $version
        Sku = Get-FieldText $system 0x19
        Family = Get-FieldText $system 0x1A
        BoardMaker = Get-FieldText $board 4
        Board = Get-FieldText $board 5
        BoardSerial = Get-FieldText $board 7
        ChassisKind = Get-Word $ChassisKinds ([int](Get-Field $chassis 5 1) -band 0x7F)
        ChassisSerial = Get-FieldText $chassis 7
    }
}

function Get-FirmwareByClasses {
    $bios = @(Get-Rows 'Win32_BIOS' @('Manufacturer', 'SMBIOSBIOSVersion', 'ReleaseDate', 'SerialNumber'))[0]
    $system = @(Get-Rows 'Win32_ComputerSystem' @('Manufacturer', 'Model'))[0]
    $product = @(Get-Rows 'Win32_ComputerSystemProduct' @('Version', 'UUID'))[0]
    $board = @(Get-Rows 'Win32_BaseBoard' @('Manufacturer', 'Product', 'SerialNumber'))[0]
    $chassis = @(Get-Rows 'Win32_SystemEnclosure' @('ChassisTypes', 'SerialNumber'))[0]
    $date = $null
    if ($bios.ReleaseDate) { $date = (Get-CimMoment $bios.ReleaseDate).ToString('MM/dd/yyyy', $Invariant) }
    $id = Get-Said $product.UUID
    if ($id) { $id = $id.ToLower() }
    return @{
        Structures = $null
        Vendor = Get-Said $bios.Manufacturer
        Version = Get-Said $bios.SMBIOSBIOSVersion
        Date = $date
        Maker = Get-Said $system.Manufacturer
        Product = Get-Said $system.Model
        ProductVersion = Get-Said $product.Version
        Serial = Get-Said $bios.SerialNumber
        Id = $id
        Sku = $null
        Family = $null
        BoardMaker = Get-Said $board.Manufacturer
        Board = Get-Said $board.Product
        BoardSerial = Get-Said $board.SerialNumber
        ChassisKind = Get-Word $ChassisKinds (@($chassis.ChassisTypes)[0])
        ChassisSerial = Get-Said $chassis.SerialNumber
    }
}

function Get-FirmwareMode {
    # Windows 8 and newer say it; Windows 7 does not.
    $type = Get-RegistryValue 'HKLM:\SYSTEM\CurrentControlSet\Control' 'PEFirmwareType'
    if ($type -eq 1) { return 'BIOS' }
    if ($type -eq 2) { return 'UEFI' }
    return $null
}

function Get-FirstOf([object[]]$Values) {
    foreach ($value in $Values) {
        if ($value) { return $value }
    }
    return $null
}

function Add-FirmwareFacts($Firmware) {
    $silent = 'the firmware does not say'
    $model = $Firmware['Product']
    if ($Firmware['Maker'] -eq 'LENOVO') { $model = Get-FirstOf @($Firmware['ProductVersion'], $model) }
    Add-Fact -Kind 'system' -Key '' -Reason $silent -Values @{
        manufacturer = Get-FirstOf @($Firmware['Maker'], $Firmware['BoardMaker'])
        model = Get-FirstOf @($model, $Firmware['Board'])
        product = $Firmware['Product']
        serial = Get-FirstOf @($Firmware['Serial'], $Firmware['ChassisSerial'], $Firmware['BoardSerial'])
        uuid = $Firmware['Id']
        sku = $Firmware['Sku']
        family = $Firmware['Family']
    }
    Add-Fact -Kind 'baseboard' -Key '' -Reason $silent -Values @{
        manufacturer = $Firmware['BoardMaker']
        product = $Firmware['Board']
        serial = $Firmware['BoardSerial']
    }
    $case = $Firmware['ChassisKind']
    $portable = $null
    if ($case) { $portable = $Carried -contains $case }
    Add-Fact -Kind 'chassis' -Key '' -Reason $silent -Values @{
        kind = $case
        portable = $portable
        serial = $Firmware['ChassisSerial']
    }
    $day = $null
    if ($Firmware['Date'] -match '^(0[1-9]|1[0-2])/([0-2][0-9]|3[01])/([0-9]{4})$') {
        $day = $matches[3] + '-' + $matches[1] + '-' + $matches[2]
    }
    Add-Fact -Kind 'firmware' -Key '' -Reason $silent -Values @{
        mode = Get-FirmwareMode
        vendor = $Firmware['Vendor']
        version = $Firmware['Version']
        date = $day
    }
}

# ---- Memory -------------------------------------------------------------------------------

function Get-SlotSize($Structure) {
    $size = Get-Field $Structure 0x0C 2
    if ($null -eq $size -or $size -eq 0xFFFF) { return $null }
    if ($size -eq 0x7FFF) { return [long](Get-Field $Structure 0x1C 4) * 1048576 }
    if ($size -ge 0x8000) { return ($size - 0x8000) * 1024 }
    return $size * 1048576
}

function Get-Speed($Structure, [int]$Offset) {
    $speed = Get-Field $Structure $Offset 2
    if (-not $speed -or $speed -gt 20000) { return $null }
    return $speed
}

function Get-SlotsOfTable($Structures) {
    $arrays = @(foreach ($s in $Structures) { if ($s['Type'] -eq 16) { $s } })
    $handles = @(foreach ($s in $arrays) { if ((Get-Field $s 5 1) -eq 3) { Get-Field $s 2 2 } })
    foreach ($s in $Structures) {
        if ($s['Type'] -ne 17) { continue }
        if ($arrays.Count -gt 0 -and $handles -notcontains (Get-Field $s 4 2)) { continue }
        $type = Get-Field $s 0x12 1
        if ($type -ge 8 -and $type -le 12) { continue }   # ROM and flash are no memory
        @{
            Slot = Get-FieldText $s 0x10
            Bank = Get-FieldText $s 0x11
            Size = Get-SlotSize $s
            Type = Get-Word $MemoryTypes $type
            Form = Get-Word $FormFactors (Get-Field $s 0x0E 1)
            Speed = Get-Speed $s 0x15
            Configured = Get-Speed $s 0x20
            Maker = Get-FieldText $s 0x17
            Part = Get-FieldText $s 0x1A
            Serial = Get-FieldText $s 0x18
        }
    }
}

function Get-MostOfTable($Structures) {
    $sum = [long]0
    foreach ($s in $Structures) {
        if ($s['Type'] -ne 16 -or (Get-Field $s 5 1) -ne 3) { continue }
        $kib = Get-Field $s 7 4
        if ($kib -eq 2147483648) { $sum += [long](Get-Field $s 0x0F 8) }
        else { $sum += [long]$kib * 1024 }
    }
    return $sum
}

function Get-SlotsByClasses {
    $names = @('DeviceLocator', 'BankLabel', 'Capacity', 'MemoryType', 'FormFactor', 'Speed', 'Manufacturer', 'PartNumber', 'SerialNumber')
    $types = @{ 17 = 'SDRAM'; 20 = 'DDR'; 21 = 'DDR2'; 24 = 'DDR3'; 26 = 'DDR4' }
    $forms = @{ 8 = 'DIMM'; 12 = 'SODIMM' }
    foreach ($row in @(Get-Rows 'Win32_PhysicalMemory' $names)) {
        if ($null -eq $row.Capacity) { continue }
        @{
            Slot = Get-Said $row.DeviceLocator
            Bank = Get-Said $row.BankLabel
            Size = [long]$row.Capacity
            Type = $types[[int]$row.MemoryType]
            Form = $forms[[int]$row.FormFactor]
            Speed = $row.Speed
            Configured = $null
            Maker = Get-Said $row.Manufacturer
            Part = Get-Said $row.PartNumber
            Serial = Get-Said $row.SerialNumber
        }
    }
}

function Add-Modules($Slots, [string]$Silent) {
    $used = @{}
    $times = @{}
    foreach ($slot in $Slots) { $times[[string]$slot['Slot']] += 1 }
    foreach ($slot in $Slots) {
        $name = Get-FirstOf @($slot['Slot'], $slot['Bank'], 'slot')
        if ($slot['Slot'] -and $slot['Bank'] -and $times[$slot['Slot']] -gt 1) {
            $name = $slot['Slot'] + ' ' + $slot['Bank']
        }
        $key = $name
        for ($number = 2; $used.ContainsKey($key); $number++) { $key = $name + ' #' + $number }
        $used[$key] = $true
        if ($slot['Size'] -eq 0) {
            Add-Fact -Kind 'memory_module' -Key $key -Reason $Silent -Values @{ empty = $true }
            continue
        }
        Add-Fact -Kind 'memory_module' -Key $key -Reason $Silent -Values @{
            bank = $slot['Bank']
            size_bytes = $slot['Size']
            memory_type = $slot['Type']
            form_factor = $slot['Form']
            speed_mts = $slot['Speed']
            configured_speed_mts = $slot['Configured']
            manufacturer = $slot['Maker']
            part_number = $slot['Part']
            serial = $slot['Serial']
        }
    }
}

function Add-MemoryFacts($Firmware) {
    $silent = 'the firmware does not say'
    $usable = [long]@(Get-Rows 'Win32_ComputerSystem' @('TotalPhysicalMemory'))[0].TotalPhysicalMemory
    if ($Firmware['Structures']) {
        $slots = @(Get-SlotsOfTable $Firmware['Structures'])
        $most = Get-MostOfTable $Firmware['Structures']
    }
    else {
        $slots = @(Get-SlotsByClasses)
        $most = [long]0
        $total = 0
        foreach ($row in @(Get-Rows 'Win32_PhysicalMemoryArray' @('Use', 'MaxCapacity', 'MemoryDevices'))) {
            if ($row.Use -ne 3) { continue }
            $most += [long]$row.MaxCapacity * 1024
            $total += [int]$row.MemoryDevices
        }
        while ($slots.Length -lt $total -and $total -le 256) { $slots += @{ Size = [long]0 } }
    }
    $installed = [long]0
    $largest = [long]0
    $free = 0
    $types = @{}
    foreach ($slot in $slots) {
        $size = [long]$slot['Size']
        $installed += $size
        $largest = [Math]::Max($largest, $size)
        if ($null -ne $slot['Size'] -and $size -eq 0) { $free++ }
        if ($size -gt 0 -and $slot['Type']) { $types[$slot['Type']] = $true }
    }
    $generation = $null
    if ($types.Count -eq 1) { $generation = @($types.Keys)[0] }
    $maximum = $null
    if ($most -ge [Math]::Max($installed, $usable) -and $most -gt 0) { $maximum = $most }
    $described = $installed -gt 0
    $room = $null
    if ($described) {
        $each = $largest
        if ($maximum) { $each = [Math]::Max($largest, [long][Math]::Floor($maximum / $slots.Length)) }
        $room = $free * $each
        if ($maximum) { $room = [Math]::Min($room, $maximum - $installed) }
    }
    $values = @{
        installed_bytes = $usable
        source = 'operating system'
        slots = $null
        slots_empty = $null
        maximum_bytes = $maximum
        generation = $generation
        largest_module_bytes = $null
        upgrade_room_bytes = $room
    }
    if ($slots.Length -gt 0) { $values['slots'] = $slots.Length }
    if ($described) {
        $values['installed_bytes'] = $installed
        $values['source'] = 'firmware'
        $values['slots_empty'] = $free
        $values['largest_module_bytes'] = $largest
        Add-Modules $slots $silent
    }
    else {
        Add-Fact -Kind 'memory_module' -Key '' -Reason $silent -Values @{ size_bytes = $null }
    }
    Add-Fact -Kind 'memory' -Key '' -Reason $silent -Values $values
}

# ---- Processor, drives, cards, system ------------------------------------------------------

function Get-Architecture {
    if ($env:PROCESSOR_ARCHITEW6432) { return $env:PROCESSOR_ARCHITEW6432 }
    return $env:PROCESSOR_ARCHITECTURE
}

function Add-CpuFacts {
    $rows = @(Get-Rows 'Win32_Processor' @('Name', 'Manufacturer', 'NumberOfCores', 'NumberOfLogicalProcessors'))
    $cores = 0
    $threads = 0
    foreach ($row in $rows) {
        $cores += [int]$row.NumberOfCores
        $threads += [int]$row.NumberOfLogicalProcessors
    }
    $values = @{
        model = Get-Said (([string]$rows[0].Name) -replace '\s+', ' ')
        vendor = Get-Said $rows[0].Manufacturer
        architecture = Get-Architecture
        sockets = $rows.Length
        cores = $null
        threads = $null
        threads_per_core = $null
    }
    if ($cores -gt 0) { $values['cores'] = $cores }
    if ($threads -gt 0) { $values['threads'] = $threads }
    if ($cores -gt 0 -and $threads -gt 0) { $values['threads_per_core'] = [Math]::Round($threads / $cores, 3) }
    Add-Fact -Kind 'cpu' -Key '' -Reason 'this Windows does not count cores' -Values $values
}

function Get-Drives {
    # Fixed drives only; Windows 7 names them as its counters do.
    $names = @('DeviceID', 'Index', 'Model', 'SerialNumber', 'Size', 'InterfaceType', 'MediaType', 'PNPDeviceID')
    foreach ($row in @(Get-Rows 'Win32_DiskDrive' $names)) {
        if (-not $row.Size -or ([string]$row.MediaType) -match 'removable') { continue }
        $row
    }
}

function Add-DriveFacts {
    $Facts['disk'] = @{}
    $buses = @{ USB = 'usb'; IDE = 'ata' }
    foreach ($row in @(Get-Drives)) {
        Add-Fact -Kind 'disk' -Key ('PhysicalDrive' + $row.Index) -Reason 'this Windows does not say' -Values @{
            model = Get-Said $row.Model
            serial = Get-Said $row.SerialNumber
            size_bytes = [long]$row.Size
            media = $null
            bus = $buses[[string]$row.InterfaceType]
        }
    }
}

function Add-DriveHealthFacts {
    # The drive's own verdict, as its driver passes it on; for more, run smartctl.
    $rows = @(Get-Rows 'MSStorageDriver_FailurePredictStatus' @('InstanceName', 'PredictFailure') 'root\wmi')
    $Facts['disk_health'] = @{}
    foreach ($drive in @(Get-Drives)) {
        $passed = $null
        foreach ($row in $rows) {
            $name = [string]$row.InstanceName
            if ($name.StartsWith([string]$drive.PNPDeviceID, [StringComparison]::OrdinalIgnoreCase)) {
                $passed = -not $row.PredictFailure
            }
        }
        $verdict = 'unknown'
        $evidence = 'no_smart=no_status'
        if ($null -ne $passed) {
            $verdict = 'failing'
            if ($passed) { $verdict = 'healthy' }
            $evidence = 'smart_passed=' + ([string]$passed).ToLower()
        }
        Add-Fact -Kind 'disk_health' -Key ('PhysicalDrive' + $drive.Index) -Reason 'the driver does not pass it on' -Values @{
            verdict = $verdict
            evidence = $evidence
            source = 'windows'
            smart_passed = $passed
            life_remaining_percent = $null
        }
    }
}

function Add-NetworkFacts {
    $Facts['network_interface'] = @{}
    $names = @('NetConnectionID', 'Name', 'MACAddress', 'PhysicalAdapter', 'PNPDeviceID', 'ServiceName')
    foreach ($row in @(Get-Rows 'Win32_NetworkAdapter' $names)) {
        $device = [string]$row.PNPDeviceID
        if (-not $row.PhysicalAdapter -or $device -notmatch '^(PCI|USB|SD|ACPI|PCMCIA|VMBUS|XENBUS)\\') { continue }
        $key = Get-FirstOf @($row.NetConnectionID, $row.Name)
        $address = $null
        if ($row.MACAddress) { $address = $row.MACAddress.ToLower() }
        Add-Fact -Kind 'network_interface' -Key $key -Reason 'this Windows does not say' -Values @{
            mac = $address
            driver = Get-Said $row.ServiceName
            model = Get-Said $row.Name
            wireless = $null
            capable_bps = $null
        }
    }
}

function Add-GraphicsFacts {
    $Facts['gpu'] = @{}
    foreach ($row in @(Get-Rows 'Win32_VideoController' @('DeviceID', 'Name'))) {
        Add-Fact -Kind 'gpu' -Key $row.DeviceID -Reason 'not read on Windows' -Values @{
            model = Get-Said $row.Name
            driver = $null
        }
    }
}

function Get-UpdateDay([string]$Text) {
    # m/d/yyyy whatever the country, yyyymmdd, or a FILETIME in hexadecimal digits.
    $Text = $Text.Trim()
    if ($Text -match '^([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})$') {
        return '{0}-{1:d2}-{2:d2}' -f $matches[3], [int]$matches[1], [int]$matches[2]
    }
    if ($Text -match '^([0-9]{4})([0-9]{2})([0-9]{2})$') {
        return $matches[1] + '-' + $matches[2] + '-' + $matches[3]
    }
    if ($Text -match '^[0-9a-fA-F]{16}$') {
        $moment = [DateTime]::FromFileTimeUtc([Convert]::ToInt64($Text, 16))
        return $moment.ToString('yyyy-MM-dd', $Invariant)
    }
    return ''
}

function Get-LastUpdate {
    $last = ''
    foreach ($row in @(Get-Rows 'Win32_QuickFixEngineering' @('InstalledOn'))) {
        # PowerShell adds a property of its own by this name, which fails on other languages.
        $day = Get-UpdateDay ([string]$row.psbase.Properties['InstalledOn'].Value)
        if ([string]::CompareOrdinal($day, $last) -gt 0) { $last = $day }
    }
    return $last
}

function Add-SystemFacts {
    $row = @(Get-Rows 'Win32_OperatingSystem' @('Caption', 'Version', 'BuildNumber', 'InstallDate'))[0]
    $current = 'HKLM:\SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    $name = Get-Said $row.Caption
    if ($name) { $name = ($name -replace '^Microsoft\S*\s+', '').Trim() }
    $updated = ''
    try { $updated = Get-LastUpdate }
    catch { Write-Warning ('updates: ' + $_.Exception.Message) }
    Add-Fact -Kind 'operating_system' -Key '' -Reason 'Windows does not say' -Values @{
        name = $name
        edition = Get-RegistryValue $current 'EditionID'
        version = $row.Version
        build = $row.BuildNumber
        architecture = Get-Architecture
        install_date = (Get-CimMoment $row.InstallDate).ToUniversalTime().ToString('yyyy-MM-dd', $Invariant)
        last_update = $updated
    }
}

function Add-SecurityFacts {
    $secure = $null
    $state = Get-RegistryValue 'HKLM:\SYSTEM\CurrentControlSet\Control\SecureBoot\State' 'UEFISecureBootEnabled'
    if ($null -ne $state) { $secure = $state -eq 1 }
    $chip = $null
    $why = 'Windows does not say, or the machine was not started by UEFI'
    try {
        $row = @(Get-Rows 'Win32_Tpm' @('SpecVersion') 'root\cimv2\Security\MicrosoftTpm')[0]
        if ($row.SpecVersion) { $chip = ([string]$row.SpecVersion).Split(',')[0].Trim() }
    }
    catch { $why = 'Windows refuses: ' + $_.Exception.Message }
    Add-Fact -Kind 'security' -Key '' -Reason (Get-Cut $why 300) -Values @{
        secure_boot = $secure
        tpm_version = $chip
    }
}

# ---- Protection ---------------------------------------------------------------------------

$Methods = '', 'AES_128_DIFFUSER', 'AES_256_DIFFUSER', 'AES_128', 'AES_256', 'HARDWARE', 'XTS_AES_128', 'XTS_AES_256'

function Get-Encryption {
    # Drive letter -> what BitLocker says; needs administrator. Keys are not asked for.
    $found = @{}
    foreach ($volume in @(Get-WmiObject -Namespace 'root\cimv2\Security\MicrosoftVolumeEncryption' -Class 'Win32_EncryptableVolume')) {
        if (-not $volume.DriveLetter) { continue }
        $status = $volume.GetConversionStatus()
        $method = $volume.GetEncryptionMethod()
        $found[[string]$volume.DriveLetter] = @{
            Protection = $volume.ProtectionStatus
            Status = $status.ConversionStatus
            Percent = $status.EncryptionPercentage
            Method = Get-Word $Methods $method.EncryptionMethod
        }
    }
    return $found
}

function Add-VolumeFacts {
    $why = 'BitLocker does not know this volume'
    $encryption = @{}
    try { $encryption = Get-Encryption }
    catch { $why = 'BitLocker refuses (administrator? edition?): ' + $_.Exception.Message }
    $Facts['volume'] = @{}
    foreach ($row in @(Get-Rows 'Win32_LogicalDisk' @('DeviceID', 'DriveType', 'FileSystem'))) {
        if ($row.DriveType -ne 3) { continue }
        $values = @{
            filesystem = Get-Said $row.FileSystem
            system = $row.DeviceID -eq $env:SystemDrive
            encrypted = $null
            protection = $null
            method = $null
            encryption_percent = $null
        }
        $known = $encryption[[string]$row.DeviceID]
        if ($known -and $null -ne $known['Status']) {
            $values['encrypted'] = $known['Status'] -eq 1
            $values['method'] = $known['Method']
            $values['encryption_percent'] = $known['Percent']
            if ($known['Protection'] -eq 0) { $values['protection'] = 'off' }
            if ($known['Protection'] -eq 1) { $values['protection'] = 'on' }
            if ($known['Status'] -eq 0) { $values.Remove('method') }
        }
        Add-Fact -Kind 'volume' -Key $row.DeviceID -Reason (Get-Cut $why 300) -Values $values
    }
}

function Add-AntivirusFacts {
    $rows = @(Get-Rows 'AntiVirusProduct' @('displayName', 'productState') 'root\SecurityCenter2')
    $Facts['antivirus'] = @{}
    foreach ($row in $rows) {
        # Not documented: in six hexadecimal digits the third is the state, the last two the signatures.
        $state = [int]$row.productState
        $on = ([int][Math]::Floor($state / 4096) -band 15) -eq 1
        $signatures = $null
        if (($state -band 255) -eq 0) { $signatures = 'up_to_date' }
        if (($state -band 255) -eq 16) { $signatures = 'outdated' }
        $key = Get-FirstOf @((Get-Said $row.displayName), 'unnamed')
        $earlier = $Facts['antivirus'][$key]
        # Some products come twice; the one that is on counts.
        if ($earlier -and $earlier['attributes']['enabled']) { continue }
        Add-Fact -Kind 'antivirus' -Key $key -Reason 'the Security Center does not say' -Values @{
            enabled = $on
            realtime = $null
            signatures = $signatures
            signatures_timestamp_seconds = $null
            tamper_protected = $null
        }
    }
}

function Add-FirewallFacts {
    $running = (Get-Service -Name 'MpsSvc').Status -eq 'Running'
    $own = 'HKLM:\SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy\'
    $policies = 'HKLM:\SOFTWARE\Policies\Microsoft\WindowsFirewall\'
    # Policies of Windows XP's time call the private profile "standard"; its own key still does.
    $places = @{
        Domain = @('DomainProfile')
        Private = @('PrivateProfile', 'StandardProfile')
        Public = @('PublicProfile')
    }
    foreach ($name in @($places.Keys)) {
        $state = $null
        $last = ''
        foreach ($last in @($places[$name])) {
            if ($null -eq $state) { $state = Get-RegistryValue ($policies + $last) 'EnableFirewall' }
        }
        if ($null -eq $state) { $state = Get-RegistryValue ($own + $last) 'EnableFirewall' }
        $enabled = $null
        if ($null -ne $state) { $enabled = $running -and $state -ne 0 }
        if (-not $running) { $enabled = $false }
        Add-Fact -Kind 'firewall' -Key $name -Reason 'the registry does not say' -Values @{ enabled = $enabled }
    }
}

function Add-AccountFacts {
    # The group is found by its number, since its name is translated; members by theirs.
    $group = $null
    foreach ($row in @(Get-WmiObject -Query "SELECT Name, SID FROM Win32_Group WHERE LocalAccount = TRUE AND SID = 'S-1-5-32-544'")) {
        $group = $row.Name
    }
    $members = ([ADSI]('WinNT://./' + $group + ',group')).psbase.Invoke('Members')
    $numbers = @(foreach ($member in @($members)) {
        $bytes = $member.GetType().InvokeMember('objectSid', 'GetProperty', $null, $member, $null)
        (New-Object System.Security.Principal.SecurityIdentifier -ArgumentList ([byte[]]$bytes), 0).Value
    })
    $sorted = [string[]]$numbers
    [Array]::Sort($sorted, [StringComparer]::Ordinal)
    $everybody = $false
    foreach ($number in $sorted) {
        # Domain Users, Everyone, Authenticated Users, Users
        if ($number -match '^S-1-5-21-.*-513$' -or @('S-1-1-0', 'S-1-5-11', 'S-1-5-32-545') -contains $number) { $everybody = $true }
    }
    Add-Fact -Kind 'accounts' -Key '' -Reason 'Windows does not say' -Values @{
        local_administrators = $sorted.Length
        local_administrators_digest = Get-TextSha256 ([string]::Join("`n", $sorted))
        every_domain_user_is_admin = $everybody
    }
}

# ---- Updates and shadow copies --------------------------------------------------------------

$SearchForUpdates = {
    # Runs on its own, since Windows Update may take minutes. It asks no server.
    $session = New-Object -ComObject Microsoft.Update.Session
    $searcher = $session.CreateUpdateSearcher()
    $searcher.Online = $false
    $result = $searcher.Search("IsInstalled=0 and IsHidden=0 and Type='Software'")
    $pending = 0
    $security = 0
    foreach ($update in $result.Updates) {
        $pending++
        $matters = [bool]$update.MsrcSeverity
        foreach ($category in $update.Categories) {
            if ($category.CategoryID -eq '0fa1201d-4330-4fa8-8ae9-b877473b6441') { $matters = $true }
        }
        if ($matters) { $security++ }
    }
    $pending
    $security
}

function Get-PendingUpdates {
    if ($UpdateMinutes -le 0) { throw 'left out: -UpdateMinutes 0' }
    $worker = [System.Management.Automation.PowerShell]::Create()
    [void]$worker.AddScript($SearchForUpdates.ToString())
    $started = $worker.BeginInvoke()
    if (-not $started.AsyncWaitHandle.WaitOne($UpdateMinutes * 60000, $false)) {
        throw ('Windows Update did not answer in ' + $UpdateMinutes + ' minutes')
    }
    $counts = @($worker.EndInvoke($started))
    if ($counts.Length -ne 2) { throw ('Windows Update: ' + $worker.Streams.Error[0]) }
    return @{ Pending = [int]$counts[0].ToString(); Security = [int]$counts[1].ToString() }
}

function Get-RestartNeeded {
    $base = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\'
    if (Test-Path -Path ($base + 'Component Based Servicing\RebootPending')) { return $true }
    if (Test-Path -Path ($base + 'WindowsUpdate\Auto Update\RebootRequired')) { return $true }
    return [bool](New-Object -ComObject Microsoft.Update.SystemInfo).RebootRequired
}

function Get-ComMinute($Moment) {
    # Windows Update gives UTC; a date before 2000 is never.
    if ($null -eq $Moment -or $Moment.Year -lt 2000) { return $null }
    return Get-Minute ([DateTime]::SpecifyKind($Moment, [DateTimeKind]::Utc))
}

function Add-UpdateFacts {
    $automatic = New-Object -ComObject Microsoft.Update.AutoUpdate
    $why = 'Windows Update does not say'
    $counts = @{}
    try { $counts = Get-PendingUpdates }
    catch { $why = $_.Exception.Message }
    Add-Fact -Kind 'updates' -Key '' -Reason (Get-Cut $why 300) -Values @{
        source = 'windows_update'
        pending = $counts['Pending']
        pending_security = $counts['Security']
        reboot_required = Get-RestartNeeded
        automatic = $automatic.Settings.NotificationLevel -eq 4
        last_installed_timestamp_seconds = Get-ComMinute $automatic.Results.LastInstallationSuccessDate
        last_checked_timestamp_seconds = Get-ComMinute $automatic.Results.LastSearchSuccessDate
    }
}

function Add-ShadowFacts {
    $newest = $null
    $count = 0
    foreach ($row in @(Get-Rows 'Win32_ShadowCopy' @('InstallDate'))) {
        $count++
        $minute = Get-Minute (Get-CimMoment $row.InstallDate)
        if ($null -eq $newest -or $minute -gt $newest) { $newest = $minute }
    }
    Add-Fact -Kind 'shadow_copies' -Key '' -Reason 'there is none' -Values @{
        present = $count -gt 0
        newest_timestamp_seconds = $newest
    }
}

# ---- The report -------------------------------------------------------------------------------

function Get-Report {
    $firmware = $null
    try { $firmware = Get-Firmware }
    catch { Write-Warning ('firmware table: ' + $_.Exception.Message) }
    if ($null -eq $firmware) {
        try { $firmware = Get-FirmwareByClasses }
        catch { Write-Warning ('firmware: ' + $_.Exception.Message) }
    }
    if ($null -eq $firmware) { $firmware = @{} }
    Read-Part 'system' @('model', 'serial', 'uuid') { Add-FirmwareFacts $firmware }
    Read-Part 'memory' @('installed_bytes') { Add-MemoryFacts $firmware }
    Read-Part 'memory_module' @('size_bytes') {
        if (-not $Facts.ContainsKey('memory_module')) { throw 'the memory could not be read' }
    }
    Read-Part 'cpu' @('model', 'cores', 'threads') { Add-CpuFacts }
    Read-Part 'disk' @('model', 'serial', 'size_bytes') { Add-DriveFacts }
    Read-Part 'disk_health' @('verdict', 'smart_passed') { Add-DriveHealthFacts }
    Read-Part 'network_interface' @('mac', 'model') { Add-NetworkFacts }
    Read-Part 'gpu' @('model') { Add-GraphicsFacts }
    Read-Part 'operating_system' @('name', 'version', 'build') { Add-SystemFacts }
    Read-Part 'security' @('secure_boot', 'tpm_version') { Add-SecurityFacts }
    Read-Part 'volume' @('encrypted', 'protection') { Add-VolumeFacts }
    Read-Part 'antivirus' @('enabled', 'signatures') { Add-AntivirusFacts }
    Read-Part 'firewall' @('enabled') { Add-FirewallFacts }
    Read-Part 'accounts' @('local_administrators', 'local_administrators_digest') { Add-AccountFacts }
    Read-Part 'updates' @('pending', 'pending_security', 'reboot_required') { Add-UpdateFacts }
    Read-Part 'shadow_copies' @('present', 'newest_timestamp_seconds') { Add-ShadowFacts }
    $now = [DateTime]::UtcNow
    $started = $now
    try {
        $started = Get-CimMoment (@(Get-Rows 'Win32_OperatingSystem' @('LastBootUpTime'))[0].LastBootUpTime)
    }
    catch { Write-Warning ('uptime: ' + $_.Exception.Message) }
    return @{
        time = [Math]::Round((Get-UnixTime $now), 3)
        boot = (Get-TextSha256 ([string](Get-Minute $started))).Substring(0, 16)
        uptime_s = [Math]::Round((Get-UnixTime $now) - (Get-UnixTime $started), 3)
        metrics = @()
        facts = $Facts
        events = @()
    }
}

function Write-Report($Report, [string]$Path) {
    if ($Path -eq '') {
        $Path = 'hatang-' + $env:COMPUTERNAME + '-' + [DateTime]::Now.ToString('yyyyMMdd-HHmmss', $Invariant) + '.json'
    }
    $full = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    [System.IO.File]::WriteAllText($full, (Format-Json $Report), [System.Text.Encoding]::ASCII)
    Write-Host ('Written: ' + $full)
}

# ---- Posting: the collector is known by the pin of the token -----------------------------------

$TokenStart = 'hatang1_'
$Authority = $null

$CheckCertificate = [System.Net.Security.RemoteCertificateValidationCallback] {
    param($Origin, $Certificate, $Chain, $Trouble)
    # Before the authority is known only its certificate is asked for, which the pin proves.
    if ($null -eq $script:Authority) { return $true }
    # 1: there is no certificate; 2: it is of another host.
    if (([int]$Trouble -band 3) -ne 0) { return $false }
    $own = New-Object System.Security.Cryptography.X509Certificates.X509Chain
    $own.ChainPolicy.RevocationMode = 'NoCheck'
    $own.ChainPolicy.VerificationFlags = 'AllowUnknownCertificateAuthority'
    [void]$own.ChainPolicy.ExtraStore.Add($script:Authority)
    $leaf = New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList $Certificate
    if (-not $own.Build($leaf)) { return $false }
    $last = $own.ChainElements[$own.ChainElements.Count - 1].Certificate
    return $last.Thumbprint -eq $script:Authority.Thumbprint
}

function Send-Request([string]$Base, [string]$Verb, [string]$Path, [string]$Body, [string]$Credential) {
    # One request over TLS 1.2, which .NET 3.5 knows by its number only (Windows 7: KB3154518).
    $address = New-Object Uri -ArgumentList $Base
    $bytes = [System.Text.Encoding]::ASCII.GetBytes($Body)
    $lines = @(
        ($Verb + ' ' + $address.AbsolutePath.TrimEnd('/') + $Path + ' HTTP/1.1'),
        ('Host: ' + $address.Authority),
        'Connection: close',
        ('User-Agent: hatang-' + $ScriptVersion)
    )
    if ($Verb -eq 'POST') { $lines += 'Content-Type: application/json', ('Content-Length: ' + $bytes.Length) }
    if ($Credential -ne '') { $lines += 'Authorization: Bearer ' + $Credential }
    $head = [System.Text.Encoding]::ASCII.GetBytes([string]::Join("`r`n", [string[]]$lines) + "`r`n`r`n")
    $client = New-Object System.Net.Sockets.TcpClient
    try {
        $client.SendTimeout = 60000
        $client.ReceiveTimeout = 60000
        $client.Connect($address.Host, $address.Port)
        $stream = New-Object System.Net.Security.SslStream -ArgumentList @($client.GetStream(), $false, $CheckCertificate)
        $protocols = [System.Security.Authentication.SslProtocols]
        $protocol = [Enum]::ToObject($protocols, 3072)
        $stream.AuthenticateAsClient($address.Host, $null, $protocol, $false)
        $stream.Write($head, 0, $head.Length)
        $stream.Write($bytes, 0, $bytes.Length)
        $stream.Flush()
        $reader = New-Object System.IO.StreamReader -ArgumentList @($stream, [System.Text.Encoding]::UTF8)
        $answer = $reader.ReadToEnd()
    }
    finally {
        $client.Close()
    }
    $status = Get-Group $answer '^HTTP/1\.[01] ([0-9]{3})'
    if ($status -eq '') { throw ($Base + ' is no Hatang collector') }
    $split = $answer.IndexOf("`r`n`r`n")
    return @{ Status = [int]$status; Body = $answer.Substring($split + 4) }
}

function Get-Group([string]$Text, [string]$Pattern) {
    $found = [regex]::Match($Text, $Pattern)
    if (-not $found.Success) { return '' }
    return $found.Groups[1].Value
}

function Get-Refusal($Answer) {
    $detail = Get-Group $Answer['Body'] '"detail":"((?:[^"\\]|\\.)*)"'
    return 'the collector refuses (status ' + $Answer['Status'] + '): ' + $detail
}

function Get-Token([string]$Path) {
    $full = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
    $word = [System.IO.File]::ReadAllText($full) -replace '\s', ''
    if (-not $word.StartsWith($TokenStart)) { throw 'this is not a Hatang token: it starts with hatang1_' }
    $packed = $word.Substring($TokenStart.Length).Replace('-', '+').Replace('_', '/')
    while ($packed.Length % 4 -ne 0) { $packed += '=' }
    $text = [System.Text.Encoding]::UTF8.GetString([Convert]::FromBase64String($packed))
    $urls = @(foreach ($match in [regex]::Matches($text, '"(https://[^"\\]+)"')) { $match.Groups[1].Value })
    if ($Url -ne '') {
        if (-not $Url.StartsWith('https://')) { throw 'the address must begin with https://' }
        $urls = @($Url)
    }
    $token = @{
        Urls = $urls
        Pin = Get-Group $text '"pin":"([0-9a-f]{64})"'
        Id = Get-Group $text '"id":"([^"\\]+)"'
        Secret = Get-Group $text '"secret":"([^"\\]+)"'
    }
    if ($urls.Length -eq 0 -or $token['Pin'] -eq '' -or $token['Secret'] -eq '') {
        throw 'the token is damaged or cut off: copy it again as a whole'
    }
    return $token
}

function Get-DerElement([byte[]]$Der, [int]$Start) {
    # Where the content of one DER element begins, and where the element ends.
    $length = [int]$Der[$Start + 1]
    $content = $Start + 2
    if ($length -gt 127) {
        $digits = $length - 128
        $length = 0
        for ($i = 0; $i -lt $digits; $i++) { $length = $length * 256 + $Der[$content + $i] }
        $content += $digits
    }
    return @{ Content = $content; End = $content + $length }
}

function Get-KeyPin([byte[]]$Der) {
    # The SHA-256 of the certificate's public key (SubjectPublicKeyInfo).
    $certificate = Get-DerElement $Der 0
    $signed = Get-DerElement $Der $certificate['Content']
    $place = $signed['Content']
    if ($Der[$place] -eq 0xA0) { $place = (Get-DerElement $Der $place)['End'] }
    # Passed over: serial number, algorithm, issuer, validity, subject.
    for ($i = 0; $i -lt 5; $i++) { $place = (Get-DerElement $Der $place)['End'] }
    $end = (Get-DerElement $Der $place)['End']
    $key = New-Object byte[] ($end - $place)
    [Array]::Copy($Der, $place, $key, 0, $key.Length)
    return Get-Sha256 $key
}

function Get-Authority([string]$Base, [string]$Pin) {
    $answer = Send-Request $Base 'GET' '/ca.pem' '' ''
    $pattern = '-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----'
    foreach ($match in [regex]::Matches($answer['Body'], $pattern)) {
        $der = [Convert]::FromBase64String($match.Groups[1].Value)
        if ((Get-KeyPin $der) -eq $Pin) {
            return New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList @(, $der)
        }
    }
    throw ($Base + ' is not the collector that the token was made for. Nothing was sent')
}

function Get-RandomBytes([int]$Count) {
    $bytes = New-Object byte[] $Count
    $random = New-Object System.Security.Cryptography.RNGCryptoServiceProvider
    $random.GetBytes($bytes)
    return , $bytes
}

function Get-RandomHex([int]$Count) {
    return [BitConverter]::ToString((Get-RandomBytes $Count)).Replace('-', '').ToLower()
}

function New-PrivateFolder([string]$Parent, [string]$Name) {
    # Below Program Files, where only administrators may create; nobody else reads it.
    [void][System.IO.Directory]::CreateDirectory($Parent)
    $rules = New-Object System.Security.AccessControl.DirectorySecurity
    $rules.SetAccessRuleProtection($true, $false)
    foreach ($number in @('S-1-5-18', 'S-1-5-32-544')) {
        $who = New-Object System.Security.Principal.SecurityIdentifier -ArgumentList $number
        $rule = New-Object System.Security.AccessControl.FileSystemAccessRule -ArgumentList @($who, 'FullControl', 'ContainerInherit, ObjectInherit', 'None', 'Allow')
        $rules.AddAccessRule($rule)
    }
    $folder = Join-Path -Path $Parent -ChildPath $Name
    [void][System.IO.Directory]::CreateDirectory($folder, $rules)
    return $folder
}

function Get-Identity {
    # The same at every run: one PC is one agent. Written before it is first sent.
    $folder = New-PrivateFolder (Join-Path -Path $env:ProgramFiles -ChildPath 'Hatang') 'Once'
    $file = Join-Path -Path $folder -ChildPath 'identity.txt'
    if (Test-Path -Path $file) {
        $text = [System.IO.File]::ReadAllText($file)
    }
    else {
        $credential = [Convert]::ToBase64String((Get-RandomBytes 32)).TrimEnd('=').Replace('+', '-').Replace('/', '_')
        $text = 'agent=' + (Get-RandomHex 16) + "`r`ncredential=" + $credential + "`r`n"
        [System.IO.File]::WriteAllText($file, $text, [System.Text.Encoding]::ASCII)
    }
    $identity = @{
        File = $file
        Enrolled = $text -match 'enrolled=yes'
        Agent = Get-Group $text 'agent=([0-9a-f]{32})'
        Credential = Get-Group $text 'credential=([A-Za-z0-9_-]{40,})'
    }
    if ($identity['Agent'] -eq '' -or $identity['Credential'] -eq '') {
        throw ($file + ' is damaged: remove it, and revoke the agent at the collector')
    }
    return $identity
}

function Get-Fingerprint {
    # By what the collector knows that this PC is enrolled already; only hashes travel.
    $parts = @{}
    $system = $null
    $board = $null
    if ($Facts['system']) { $system = $Facts['system']['']['attributes'] }
    if ($Facts['baseboard']) { $board = $Facts['baseboard']['']['attributes'] }
    if ($system -and $system['uuid']) { $parts['system_uuid'] = Get-TextSha256 ($system['uuid'].ToLower()) }
    $serial = $null
    if ($board) { $serial = $board['serial'] }
    if (-not $serial -and $system) { $serial = $system['serial'] }
    if ($serial) { $parts['board_serial'] = Get-TextSha256 ($serial.Trim().ToLower()) }
    return $parts
}

function Register-Computer([string]$Base, $Token, $Identity) {
    $request = @{
        token_id = $Token['Id']
        token_secret = $Token['Secret']
        agent = $Identity['Agent']
        credential_digest = Get-TextSha256 $Identity['Credential']
        hostname = $env:COMPUTERNAME
        fingerprint = Get-Fingerprint
        operating_system = [string][Environment]::OSVersion
        agent_version = $ScriptVersion
        room = $Room
        version = 1
    }
    $answer = Send-Request $Base 'POST' '/api/v1/enrolment' (Format-Json $request) ''
    if ($answer['Status'] -lt 200 -or $answer['Status'] -ge 300) { throw (Get-Refusal $answer) }
    if ((Get-Group $answer['Body'] '"state":"([a-z]+)"') -ne 'active') {
        throw ('enrolled as ' + $Identity['Agent'] + '; it waits for approval (hatang-collector agents approve). Then run this again')
    }
    [System.IO.File]::AppendAllText($Identity['File'], "enrolled=yes`r`n", [System.Text.Encoding]::ASCII)
}

function Send-Batch([string]$Base, $Report, $Identity) {
    # A spool of its own for each run: a report that came is never taken for another.
    $encoded = Format-Json $Report['facts']
    $message = @{
        spool = Get-RandomHex 4
        sequence = 1
        time = $Report['time']
        boot = $Report['boot']
        uptime_s = $Report['uptime_s']
        facts_id = (Get-TextSha256 $encoded).Substring(0, 16)
        facts = $Report['facts']
        stopping = $true
        version = 1
    }
    $batch = @{
        instance = Get-RandomHex 8
        sent = $Report['time']
        boot = $Report['boot']
        uptime_s = $Report['uptime_s']
        reports = @($message)
        agent_version = $ScriptVersion
        hostname = $env:COMPUTERNAME
        version = 1
    }
    $credential = $Identity['Agent'] + '.' + $Identity['Credential']
    $answer = Send-Request $Base 'POST' '/api/v1/reports' (Format-Json $batch) $credential
    if ($answer['Status'] -ne 200) { throw (Get-Refusal $answer) }
    if ($answer['Body'] -notmatch '"result":"(stored|repeated)"') { throw ('the collector did not keep it: ' + $answer['Body']) }
}

function Send-Report($Report) {
    $token = Get-Token $TokenFile
    $trouble = ''
    foreach ($base in $token['Urls']) {
        try {
            $script:Authority = $null
            $script:Authority = Get-Authority $base $token['Pin']
            $identity = Get-Identity
            if (-not $identity['Enrolled']) { Register-Computer $base $token $identity }
            Send-Batch $base $Report $identity
            Write-Host ('Posted to ' + $base + ' as agent ' + $identity['Agent'])
            return
        }
        catch {
            $trouble += $base + ': ' + $_.Exception.Message + "`r`n"
        }
    }
    throw $trouble
}

# ---- Start ------------------------------------------------------------------------------------

try {
    $me = New-Object System.Security.Principal.WindowsPrincipal -ArgumentList ([System.Security.Principal.WindowsIdentity]::GetCurrent())
    if (-not $me.IsInRole([System.Security.Principal.WindowsBuiltInRole]::Administrator)) {
        Write-Warning 'Not started as administrator: BitLocker, shadow copies and drives stay unknown.'
    }
    if ($env:PROCESSOR_ARCHITEW6432) {
        Write-Warning 'This is the 32-bit PowerShell: start the 64-bit one, or parts of the registry stay hidden.'
    }
    $report = Get-Report
    if ($OutFile -ne '' -or $TokenFile -eq '') { Write-Report $report $OutFile }
    if ($TokenFile -ne '') { Send-Report $report }
}
catch {
    Write-Warning ('Failed: ' + $_.Exception.Message)
    exit 1
}
exit 0
